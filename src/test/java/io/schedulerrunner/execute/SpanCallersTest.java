package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.TraceParent;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RecordedSpans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Callers that make spans, and the one that passes their place on. */
final class SpanCallersTest {

  private static final TraceParent PLACE =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true, "vendor=1");

  private final RecordedSpans spans = new RecordedSpans();
  private final FakeEndpoints endpoints = new FakeEndpoints();

  private Caller attempts() {
    return new AttemptSpanCaller(new AttemptingCaller(endpoints, Time.SYSTEM), spans.tracer());
  }

  private SpanData attempt(Reply reply, Endpoint endpoint) {
    endpoints.answering(endpoint.name(), reply);
    Exchange exchange = Exchanges.of(endpoint);
    assertThat(attempts().call(exchange)).isSameAs(reply);
    return spans.all().getLast();
  }

  @Test
  void anAttemptWithoutATraceIsTheRootOfOne() {
    SpanData span =
        attempt(new Reply.Answered(Exchanges.answer(204)), Plans.get("one", "https://a.example"));

    assertThat(span.getName()).isEqualTo("GET");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(RecordedSpans.attributes(span))
        .containsOnly(
            entry("http.request.method", "GET"),
            entry("url.full", "https://a.example"),
            entry("server.address", "a.example"),
            entry("server.port", "443"),
            entry("http.response.status_code", "204"));
  }

  @Test
  void whoAnsweredIsNamed() {
    endpoints.behaving(
        exchange -> {
          exchange.progress().measured(Phases.NONE, Optional.of("192.0.2.1:8443"));
          return new Reply.Answered(Exchanges.answer(204));
        });

    Reply reply =
        new EndpointSpanCaller(attempts(), spans.tracer())
            .call(Exchanges.of(Plans.get("one", "https://a.example")));

    assertThat(reply).isInstanceOf(Reply.Answered.class);
    assertThat(RecordedSpans.attributes(spans.all().getFirst()))
        .contains(entry("network.peer.address", "192.0.2.1"), entry("network.peer.port", "8443"));
  }

  @Test
  void aRefusalIsAnErrorByItsStatus() {
    SpanData span = attempt(Exchanges.refused(400), Plans.get("one", "http://a.example:81/x"));

    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(RecordedSpans.attributes(span))
        .contains(entry("error.type", "400"), entry("server.port", "81"));
  }

  @Test
  void aFailureIsAnErrorByItsType() {
    SpanData span =
        attempt(
            new Reply.Failed(ErrorType.CONNECT, "No connection."),
            Plans.get("one", "http://a.example/"));

    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEqualTo("No connection.");
    assertThat(RecordedSpans.attributes(span))
        .contains(entry("error.type", "connect"))
        .doesNotContainKeys("http.response.status_code", "network.peer.address");
  }

  @Test
  void anAnswerThatIsNotAsExpectedIsAnErrorToo() {
    Reply reply =
        Reply.Failed.because(
            new Failure(ErrorType.EXPECTATION, "Not ready."), Exchanges.answer(399));
    SpanData span = attempt(reply, Plans.get("one", "http://a.example/"));

    assertThat(RecordedSpans.attributes(span))
        .contains(entry("error.type", "expectation"), entry("http.response.status_code", "399"));
  }

  @Test
  void secretsAndTemplatesStandInTheUrlAsTheConfigurationShowsThem() {
    Target target =
        new Target(
            "GET",
            secret("http://a.example/{{ x }}/", "secret-1-not-real"),
            Map.of(),
            List.of(new Param("key", secret("", "sh")), new Param("b", Text.of("plain"))),
            Payload.NONE);
    Secrets secrets = Secrets.of(List.of("plain-not-real"));

    assertThat(Requests.shownUrl(target, secrets))
        .isEqualTo("http://a.example/{{ x }}/***?key=***&b=plain");
    assertThat(Requests.shownUrl(Plans.get("a", "http://a/?x=plain-not-real").target(), secrets))
        .isEqualTo("http://a/?x=***");
  }

  private static Text secret(String literal, String value) {
    return new Text(List.of(new Text.Literal(literal), new Text.Substituted("NAME", value, true)));
  }

  @Test
  void whatIsNoUrlHasNoAddress() {
    SpanData span =
        attempt(
            new Reply.Failed(ErrorType.PROTOCOL, "This is not a URL that can be called."),
            Plans.get("one", "http://{{ host }}:x y/"));

    assertThat(RecordedSpans.attributes(span)).doesNotContainKeys("server.address", "server.port");
  }

  @Test
  void spansEndWhereSomethingInsideIsABug() {
    Caller broken =
        exchange -> {
          throw new IllegalStateException("A bug.");
        };
    Exchange exchange = Exchanges.of(Plans.get("one", "http://a.example/"));

    for (Caller caller :
        List.of(
            new EndpointSpanCaller(broken, spans.tracer()),
            new AttemptSpanCaller(broken, spans.tracer()))) {
      assertThatThrownBy(() -> caller.call(exchange)).hasMessage("A bug.");
    }
    assertThat(spans.all()).extracting(SpanData::getName).containsExactly("call one", "GET");
    assertThat(spans.all())
        .allSatisfy(
            span -> {
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(RecordedSpans.attributes(span))
                  .containsEntry("error.type", "java.lang.IllegalStateException");
            });
  }

  @Test
  void aCallIsBelowWhateverTheThreadWorksAt() {
    Caller caller = new EndpointSpanCaller(attempts(), spans.tracer());

    PLACE.call(() -> caller.call(Exchanges.of(Plans.get("one", "http://a.example/"))));

    SpanData attempt = spans.all().getFirst();
    SpanData call = spans.all().getLast();
    assertThat(call.getParentSpanContext().getSpanId()).isEqualTo(PLACE.spanId());
    assertThat(call.getParentSpanContext().isRemote()).isFalse();
    assertThat(call.getSpanContext().getTraceState().asMap()).containsOnly(entry("vendor", "1"));
    assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(RecordedSpans.attributes(call))
        .containsOnly(
            entry("scheduler_runner.endpoint", "one"),
            entry("scheduler_runner.run_id", Executors.context().id()),
            entry("scheduler_runner.attempts", "1"));
  }

  @Test
  void thePlaceIsKeptFromWhoIsNotToKnow() {
    Endpoint it = Plans.get("one", "http://a.example/");
    Endpoint untraced =
        new Endpoint(
            it.name(),
            it.target(),
            it.timeout(),
            it.tags(),
            it.schedule(),
            it.dependsOn(),
            it.when(),
            it.expect(),
            it.retry(),
            it.auth(),
            it.limit(),
            false);

    PLACE.call(() -> new PropagatingCaller(endpoints).call(Exchanges.of(untraced)));

    assertThat(header(0, "traceparent")).isEqualTo("none");
  }

  @Test
  void thePlaceIsPassedOnUnlessTheRequestHasItsOwn() {
    Caller caller = new PropagatingCaller(endpoints);
    Endpoint plain = Plans.get("one", "http://a.example/");

    caller.call(Exchanges.of(plain));
    PLACE.call(() -> caller.call(Exchanges.of(plain)));
    new TraceParent(PLACE.traceId(), PLACE.spanId(), false, "")
        .call(() -> caller.call(Exchanges.of(plain)));
    PLACE.call(() -> caller.call(Exchanges.of(with(plain, "TraceParent"))));
    PLACE.call(() -> caller.call(Exchanges.of(with(plain, "Tracestate"))));

    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(call -> header(call, "traceparent") + " " + header(call, "tracestate"))
        .containsExactly(
            "none none",
            PLACE.header() + " vendor=1",
            PLACE.header().replace("-01", "-00") + " none",
            "mine none",
            PLACE.header() + " mine");
  }

  @Test
  void theStateOfATraceKeepsItsOrderAndLosesWhatIsNotValid() {
    TraceParent place =
        new TraceParent(PLACE.traceId(), PLACE.spanId(), false, "a=1, b=2 ,,=x,none,c=3");

    Span span = Span.fromContext(Spans.remote(Optional.of(place)));

    assertThat(Spans.place(span))
        .isEqualTo(new TraceParent(PLACE.traceId(), PLACE.spanId(), false, "a=1,b=2,c=3"));
    assertThat(span.getSpanContext().isRemote()).isTrue();
  }

  private static Endpoint with(Endpoint endpoint, String header) {
    Target target = endpoint.target();
    return Plans.sending(
        new Target(
            target.method(),
            target.url(),
            Map.of(header, Text.of("mine")),
            target.params(),
            target.payload()),
        endpoint);
  }

  private String header(int call, String name) {
    List<Request.Header> found =
        endpoints.request(call).headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .toList();
    assertThat(found).hasSizeLessThan(2);
    return Optional.of(found)
        .filter(all -> !all.isEmpty())
        .map(all -> all.getFirst().value())
        .orElse("none");
  }
}
