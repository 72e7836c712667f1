package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.schedulerrunner.testing.OtlpReceiver;
import io.schedulerrunner.testing.OtlpText;
import io.schedulerrunner.testing.WebServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One trace from whoever triggers a run to whom it calls, in a real receiver. */
final class TracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TRACE_PARENT = "00-" + TRACE + "-" + CALLER + "-01";

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final WebServer endpoint =
      new WebServer(
          exchange ->
              WebServer.always(
                      exchange.getRequestURI().getPath().equals("/bad") ? 503 : 200,
                      "text/plain",
                      "done")
                  .to(exchange));
  private List<JsonNode> lines = List.of();
  private @TempDir Path directory;

  @AfterEach
  void close() {
    endpoint.close();
    receiver.close();
  }

  private Map<String, String> environment(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GOOGLE_CLOUD_PROJECT", "my-project");
    environment.put(
        "ENDPOINTS",
        ("[{'name':'good','url':'URL/good?page=1'},{'name':'bad','url':'URL/bad','method':'GET',"
                + "'retry':{'max_attempts':2,'min_backoff':0.001,'max_backoff':0.001}},"
                + "{'name':'quiet','url':'URL/quiet','trace':false},"
                + "{'name':'own','url':'URL/own','headers':{'traceparent':'mine'}}]")
            .replace('\'', '"')
            .replace("URL/", endpoint.url("/")));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private void execute(Map<String, String> environment, String... headers) throws Exception {
    Served service = new Served(directory, environment);
    try (service) {
      service.send("POST", "/execute", headers);
    }
    lines = service.lines();
  }

  private WebServer.Received received(String path) {
    return endpoint.received().stream()
        .filter(request -> request.target().startsWith(path))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void oneTraceLeadsFromTheTriggerToTheEndpoints() throws Exception {
    execute(
        environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
        "traceparent",
        TRACE_PARENT,
        "tracestate",
        "vendor=1");

    assertThat(receiver.spans)
        .allSatisfy(span -> assertThat(OtlpText.hex(span.getTraceId())).isEqualTo(TRACE));
    Span server = receiver.span("POST /execute");
    assertThat(OtlpText.hex(server.getParentSpanId())).isEqualTo(CALLER);
    assertThat(server.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(attributes(server))
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/execute")
        .containsEntry("http.response.status_code", "500")
        .containsEntry("error.type", "500");
    Span run = receiver.span("run");
    assertThat(run.getParentSpanId()).isEqualTo(server.getSpanId());
    Span good = receiver.span("call good");
    assertThat(good.getParentSpanId()).isEqualTo(run.getSpanId());
    Span attempt = children(good).getFirst();
    assertThat(attempt.getName()).isEqualTo("POST");
    assertThat(attempt.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(attributes(attempt))
        .containsEntry("url.full", endpoint.url("/good?page=1"))
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", Integer.toString(endpoint.port()))
        .containsEntry("network.peer.address", "127.0.0.1")
        .containsEntry("http.response.status_code", "200")
        .doesNotContainKey("error.type");
    assertThat(received("/good").header("Traceparent"))
        .isEqualTo(String.join("-", "00", TRACE, OtlpText.hex(attempt.getSpanId()), "01"));
    assertThat(received("/good").header("Tracestate")).isEqualTo("vendor=1");
  }

  @Test
  void everyAttemptHasASpanThatSaysWhatWentWrong() throws Exception {
    execute(
        environment(
            "OTEL_TRACES_EXPORTER",
            "otlp",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            receiver.endpoint() + "/v1/traces"),
        "traceparent",
        TRACE_PARENT);

    Span bad = receiver.span("call bad");
    assertThat(bad.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(bad.getStatus().getMessage()).startsWith("HTTP 503");
    assertThat(attributes(bad))
        .containsEntry("error.type", "status")
        .containsEntry("scheduler_runner.attempts", "2");
    assertThat(children(bad))
        .hasSize(2)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.getStatus().getCode())
                  .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
              assertThat(attributes(attempt)).containsEntry("error.type", "503");
            })
        .extracting(attempt -> attributes(attempt).get("http.request.resend_count"))
        .containsExactlyInAnyOrder(null, "1");
    assertThat(receiver.metrics).isEmpty();
  }

  @Test
  void anEndpointMayBeLeftOutOfTheTraceOrSetItsOwn() throws Exception {
    execute(
        environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
        "traceparent",
        TRACE_PARENT);

    assertThat(received("/quiet").headers()).doesNotContainKeys("Traceparent", "Tracestate");
    assertThat(received("/own").headers().get("Traceparent")).containsExactly("mine");
  }

  @Test
  void logLinesHaveTheIdsOfTheTrace() throws Exception {
    execute(
        environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
        "traceparent",
        TRACE_PARENT);

    String run = OtlpText.hex(receiver.span("run").getSpanId());
    List<JsonNode> events = lines.stream().filter(line -> line.has("event")).toList();
    assertThat(events)
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line.path("logging.googleapis.com/trace").asString())
                  .isEqualTo("projects/my-project/traces/" + TRACE);
              assertThat(line.path("logging.googleapis.com/spanId").asString()).isEqualTo(run);
              assertThat(line.path("logging.googleapis.com/trace_sampled").asBoolean()).isTrue();
            });
    assertThat(events)
        .extracting(line -> line.path("severity").asString())
        .containsExactly("INFO", "WARNING", "ERROR");
    JsonNode request =
        lines.stream().filter(line -> line.has("httpRequest")).findFirst().orElseThrow();
    assertThat(request.path("logging.googleapis.com/spanId").asString()).isEqualTo(CALLER);
    assertThat(request.path("logging.googleapis.com/labels"))
        .isEqualTo(events.getLast().path("logging.googleapis.com/labels"));
    assertThat(request.path("httpRequest").path("requestUrl").asString()).isEqualTo("/execute");
    assertThat(request.path("httpRequest").path("status").asInt()).isEqualTo(500);
  }

  @Test
  void withoutOpenTelemetryThePlaceOfTheCallerIsPassedOn() throws Exception {
    execute(
        environment(
            "OTEL_SDK_DISABLED", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
        "X-Cloud-Trace-Context",
        TRACE + "/67667974448284343;o=1");

    assertThat(receiver.spans).isEmpty();
    assertThat(received("/good").header("Traceparent")).isEqualTo(TRACE_PARENT);
    assertThat(received("/quiet").headers()).doesNotContainKey("Traceparent");
    assertThat(lines.stream().filter(line -> line.has("event")).toList())
        .allSatisfy(
            line ->
                assertThat(line.path("logging.googleapis.com/spanId").asString())
                    .isEqualTo(CALLER));
  }

  @Test
  void metricsAreExportedByTheSameNames() throws Exception {
    execute(
        environment(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            receiver.endpoint(),
            "OTEL_TRACES_EXPORTER",
            "none",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "x-receiver-key=not%20real"),
        "X-Cloud-Trace-Context",
        "nonsense");

    assertThat(receiver.spans).isEmpty();
    assertThat(receiver.keys).isNotEmpty().containsOnly("not real");
    assertThat(receiver.resources.getFirst().getAttributesList())
        .extracting(KeyValue::getKey)
        .contains("service.name", "service.version", "service.instance.id");
    assertThat(receiver.metric("scheduler_runner_runs").getSum().getDataPointsList())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getAsDouble()).isEqualTo(1);
              assertThat(OtlpText.attributes(point.getAttributesList()))
                  .containsOnly(Map.entry("trigger", "manual"), Map.entry("outcome", "failed"));
            });
    assertDurations();
  }

  private void assertDurations() {
    assertThat(
            receiver
                .metric("scheduler_runner_endpoint_duration_seconds")
                .getHistogram()
                .getDataPointsList())
        .hasSize(4)
        .allSatisfy(
            point -> {
              assertThat(point.getCount()).isEqualTo(1);
              assertThat(point.getBucketCountsCount())
                  .isEqualTo(point.getExplicitBoundsCount() + 1);
            });
    assertThat(
            receiver
                .metric("scheduler_runner_history_available")
                .getGauge()
                .getDataPoints(0)
                .getAsDouble())
        .isEqualTo(1);
  }

  private List<Span> children(Span parent) {
    return receiver.spans.stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .toList();
  }

  private static Map<String, String> attributes(Span span) {
    return OtlpText.attributes(span.getAttributesList());
  }
}
