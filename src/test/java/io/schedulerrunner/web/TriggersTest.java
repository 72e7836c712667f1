package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.TraceParent;
import io.schedulerrunner.telemetry.Logging;
import io.schedulerrunner.testing.RecordedSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What requests that start work have in common. */
final class TriggersTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String TRACE_PARENT = "00-" + TRACE + "-" + SPAN + "-01";
  private static final String CLOUD = TRACE + "/1;o=0";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final RecordedSpans spans = new RecordedSpans();
  private final List<Duration> flushes = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    install("info");
  }

  @AfterEach
  void silence() {
    install("off");
  }

  private void install(String level) {
    Settings.Logs logs = new Settings.Logs(Settings.Logs.Format.JSON, level, Optional.of("p"));
    Logging.install(logs, new PrintStream(log, true, UTF_8), false, line -> line);
  }

  private static Route route(Route.Action action) {
    return Route.guarded("POST", "/work/{id}", "For tests.", action);
  }

  private static Answer place(WebRequest request) {
    String place = TraceParent.current().map(TraceParent::header).orElse("none");
    return Answer.object(200, json -> json.writeStringProperty("place", place));
  }

  private static String send(Route route, String... headers) throws Exception {
    try (Service service = Service.with(route)) {
      HttpResponse<String> response = service.send("POST", "/work/7?secret=x", headers);
      return response.statusCode() + " " + response.body();
    }
  }

  private List<JsonNode> requests() {
    return log.toString(UTF_8)
        .lines()
        .map(Json::read)
        .filter(line -> line.has("httpRequest"))
        .toList();
  }

  private Route traced(Route.Action action, Duration deadline) {
    return new ServerSpans(spans.tracer(), flushes::add, deadline)
        .around(route(action))
        .around(Triggers::around);
  }

  @Test
  void workIsDoneAtTheCallersPlaceInATrace() throws Exception {
    Route route = route(TriggersTest::place).around(Triggers::around);

    assertThat(send(route)).isEqualTo("200 {\"place\":\"none\"}");
    assertThat(send(route, "traceparent", TRACE_PARENT, "X-Cloud-Trace-Context", CLOUD))
        .contains(TRACE_PARENT);
    assertThat(send(route, "traceparent", "broken", "X-Cloud-Trace-Context", CLOUD))
        .contains("00-" + TRACE + "-0000000000000001-00");
  }

  @Test
  void eachLeavesALineAsCloudLoggingHasRequests() throws Exception {
    Route route = route(TriggersTest::place).around(Triggers::around);

    send(route, "traceparent", TRACE_PARENT, "User-Agent", "Google-Cloud-Scheduler");

    assertThat(requests())
        .singleElement()
        .satisfies(
            line -> {
              JsonNode request = line.path("httpRequest");
              assertThat(request.path("requestMethod").asString()).isEqualTo("POST");
              assertThat(request.path("requestUrl").asString()).isEqualTo("/work/7");
              assertThat(request.path("status").asInt()).isEqualTo(200);
              assertThat(request.path("userAgent").asString()).isEqualTo("Google-Cloud-Scheduler");
              assertThat(request.path("remoteIp").asString()).isEqualTo("127.0.0.1");
              assertThat(request.path("latency").asString()).matches("\\d+\\.\\d{3}s");
              assertThat(line.path("message").asString())
                  .matches("POST /work/7 was answered 200 in \\d+ ms");
              assertThat(line.path("logging.googleapis.com/spanId").asString()).isEqualTo(SPAN);
              assertThat(line.path("severity").asString()).isEqualTo("INFO");
            });
  }

  @Test
  void theLineOfARequestThatStartedARunHasItsId() throws Exception {
    send(route(request -> place(request).with("X-Run-Id", "0199-run")).around(Triggers::around));
    send(route(TriggersTest::place).around(Triggers::around));

    assertThat(requests())
        .extracting(line -> line.path("logging.googleapis.com/labels").path("run_id").asString(""))
        .containsExactly("0199-run", "");
  }

  @Test
  void requestsThatAreRefusedOrFailLeaveALineToo() throws Exception {
    send(
        route(
                request -> {
                  throw new Refusal(Answer.error(404, "not_found", "Nothing."));
                })
            .around(Triggers::around));
    send(
        route(
                request -> {
                  throw new ConfigurationException(List.of(new Problem("a", "b", "c")));
                })
            .around(Triggers::around));
    try (Service service =
        Service.with(
            route(
                    request -> {
                      throw new IllegalStateException("A bug.");
                    })
                .around(Triggers::around))) {
      service.raw("POST /work/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    assertThat(requests())
        .extracting(line -> line.path("httpRequest").path("status").asInt())
        .containsExactly(404, 400, 500);
    assertThat(requests().getLast().path("httpRequest").has("userAgent")).isFalse();
  }

  @Test
  void aSpanOfTheServerIsBelowTheCallersAndAboveTheWork() throws Exception {
    String answer =
        send(traced(TriggersTest::place, Duration.ofMinutes(1)), "traceparent", TRACE_PARENT);

    SpanData span = spans.all().getFirst();
    assertThat(answer).contains("00-" + TRACE + "-" + span.getSpanId() + "-01");
    assertThat(span.getName()).isEqualTo("POST /work/{id}");
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getParentSpanId()).isEqualTo(SPAN);
    assertThat(span.getParentSpanContext().isRemote()).isTrue();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(RecordedSpans.attributes(span))
        .contains(
            entry("http.request.method", "POST"),
            entry("http.route", "/work/{id}"),
            entry("url.path", "/work/7"),
            entry("url.scheme", "http"),
            entry("client.address", "127.0.0.1"),
            entry("http.response.status_code", "200"))
        .containsKey("user_agent.original")
        .doesNotContainKeys("url.query", "error.type");
  }

  @Test
  void aFailedRunIsAnErrorOfTheServer() throws Exception {
    send(traced(request -> Answer.error(500, "failed", "No."), Duration.ofMinutes(1)));
    send(traced(request -> Answer.error(499, "refused", "No."), Duration.ofMinutes(1)));

    assertThat(spans.all())
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
    assertThat(RecordedSpans.attributes(spans.all().getFirst()))
        .contains(entry("error.type", "500"));
  }

  @Test
  void whatIsRefusedOrBrokenOffHasItsStatusInTheSpan() throws Exception {
    List<RuntimeException> thrown =
        List.of(
            new Refusal(Answer.error(404, "not_found", "Nothing.")),
            new ConfigurationException(List.of(new Problem("a", "b", "c"))),
            new IllegalStateException("A bug."));
    for (RuntimeException exception : thrown) {
      Route route =
          traced(
              request -> {
                throw exception;
              },
              Duration.ofMinutes(1));
      try (Service service = Service.with(route)) {
        service.raw("POST /work/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      }
    }

    assertThat(spans.all())
        .extracting(
            span -> RecordedSpans.attributes(span).get("http.response.status_code"),
            span -> RecordedSpans.attributes(span).get("error.type"),
            span -> span.getStatus().getStatusCode())
        .containsExactly(
            tuple("404", null, StatusCode.UNSET),
            tuple("400", null, StatusCode.UNSET),
            tuple("500", "500", StatusCode.ERROR));
  }

  @Test
  void spansAreSentBeforeTheAnswerButNotPastTheDeadline() throws Exception {
    send(traced(TriggersTest::place, Duration.ofMinutes(1)));
    assertThat(spans.all()).hasSize(1);
    send(traced(TriggersTest::place, Duration.ZERO));
    send(
        traced(
            request -> {
              throw new Refusal(Answer.error(404, "not_found", "Nothing."));
            },
            Duration.ZERO));

    assertThat(flushes)
        .containsExactly(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100));
    assertThat(spans.all()).hasSize(3);
  }

  @Test
  void onlyWhatIsNotReadStartsWork() {
    assertThat(route(TriggersTest::place).startsWork()).isTrue();
    assertThat(Route.guarded("GET", "/", "For tests.", TriggersTest::place).startsWork()).isFalse();
  }

  @Test
  void aRawRequestWithoutAnythingIsRecorded() throws IOException {
    try (Service service = Service.with(traced(TriggersTest::place, Duration.ofMinutes(1)))) {
      service.raw("POST /work/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    assertThat(RecordedSpans.attributes(spans.all().getFirst()))
        .doesNotContainKey("user_agent.original");
  }
}
