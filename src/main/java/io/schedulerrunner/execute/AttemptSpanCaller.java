package io.schedulerrunner.execute;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/**
 * Makes a span of each attempt, whose attributes follow OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span">semantic
 * conventions for HTTP clients</a>. Stands around the caller that notes attempts.
 */
final class AttemptSpanCaller implements Caller {

  private static final int FIRST_ERROR = 400;

  private final Caller delegate;
  private final Tracer tracer;

  AttemptSpanCaller(Caller delegate, Tracer tracer) {
    this.delegate = delegate;
    this.tracer = tracer;
  }

  @Override
  public Reply call(Exchange exchange) {
    String method = exchange.request().method();
    Span span =
        tracer
            .spanBuilder(method)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Spans.current())
            .setAttribute("http.request.method", method)
            .startSpan();
    describeTarget(
        span, Requests.shownUrl(exchange.call().endpoint().target(), exchange.secrets()));
    int resent = exchange.progress().attempts().size();
    if (resent > 0) {
      span.setAttribute("http.request.resend_count", resent);
    }
    return Spans.during(
        span,
        () -> {
          Reply reply = delegate.call(exchange);
          describe(span, exchange.progress().attempts());
          return reply;
        });
  }

  /** As the configuration shows it: what stands in place of a secret or a template stays. */
  private static void describeTarget(Span span, String url) {
    span.setAttribute("url.full", url);
    CallableUrl.of(url)
        .ifPresent(
            parsed -> {
              span.setAttribute("server.address", parsed.getHost());
              span.setAttribute("server.port", Transfer.port(parsed));
            });
  }

  private static void describe(Span span, List<Attempt> attempts) {
    Attempt attempt = attempts.getLast();
    attempt
        .status()
        .ifPresent(
            status -> {
              span.setAttribute("http.response.status_code", status);
              if (status >= FIRST_ERROR) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute("error.type", Integer.toString(status));
              }
            });
    attempt
        .failure()
        .filter(failure -> failure.type() != ErrorType.STATUS)
        .ifPresent(
            failure -> {
              span.setStatus(StatusCode.ERROR, failure.message());
              span.setAttribute("error.type", failure.type().wireName());
            });
    attempt.address().ifPresent(address -> describePeer(span, address));
  }

  private static void describePeer(Span span, String address) {
    int colon = address.lastIndexOf(':');
    span.setAttribute("network.peer.address", address.substring(0, colon));
    span.setAttribute("network.peer.port", Long.parseLong(address.substring(colon + 1)));
  }
}
