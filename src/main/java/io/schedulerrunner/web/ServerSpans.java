package io.schedulerrunner.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.execute.Spans;
import io.schedulerrunner.plan.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes a span of each request that starts work, whose attributes follow OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span">semantic
 * conventions for HTTP servers</a>.
 *
 * @param flush sends what spans there are, and waits for it, but not long: once a request is
 *     answered, Cloud Run takes the processor away
 * @param deadline from a request's arrival until its answer
 */
public record ServerSpans(Tracer tracer, Consumer<Duration> flush, Duration deadline) {

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(2);

  private static final int FIRST_ERROR = 500;

  /** The same route, with spans. */
  public Route around(Route route) {
    return route.around(action -> request -> answer(route, action, request));
  }

  private Answer answer(Route route, Route.Action action, WebRequest request) throws IOException {
    Span span =
        tracer
            .spanBuilder(route.method() + " " + route.path())
            .setSpanKind(SpanKind.SERVER)
            .setParent(Spans.remote(TraceParent.current()))
            .setAttribute("http.request.method", request.method())
            .setAttribute("http.route", route.path())
            .setAttribute("url.path", request.path())
            .setAttribute("url.scheme", "http")
            .setAttribute("client.address", request.source())
            .startSpan();
    request
        .header("User-Agent")
        .ifPresent(agent -> span.setAttribute("user_agent.original", agent));
    try {
      Answer answer = Spans.place(span).<Answer, IOException>call(() -> action.answer(request));
      describe(span, answer.status());
      return answer;
    } catch (IOException | RuntimeException | Error e) {
      describe(span, Triggers.status(e));
      throw e;
    } finally {
      span.end();
      flush.accept(patience(request));
    }
  }

  private static void describe(Span span, int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= FIRST_ERROR) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", Integer.toString(status));
    }
  }

  /** What is left until the deadline; a moment in any case. */
  private Duration patience(WebRequest request) {
    long left = deadline.toNanos() - (System.nanoTime() - request.arrivedNanos());
    return Duration.ofNanos(Math.clamp(left, LEAST.toNanos(), MOST.toNanos()));
  }
}
