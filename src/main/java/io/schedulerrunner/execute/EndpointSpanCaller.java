package io.schedulerrunner.execute;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** Makes a span of an endpoint's call from first to last, retries and pauses included. */
final class EndpointSpanCaller implements Caller {

  private final Caller delegate;
  private final Tracer tracer;

  EndpointSpanCaller(Caller delegate, Tracer tracer) {
    this.delegate = delegate;
    this.tracer = tracer;
  }

  @Override
  public Reply call(Exchange exchange) {
    String name = exchange.call().name();
    Span span =
        tracer
            .spanBuilder("call " + name)
            .setParent(Spans.current())
            .setAttribute("scheduler_runner.endpoint", name)
            .setAttribute("scheduler_runner.run_id", exchange.scope().runId())
            .startSpan();
    return Spans.during(span, () -> describe(span, exchange, delegate.call(exchange)));
  }

  private static Reply describe(Span span, Exchange exchange, Reply reply) {
    span.setAttribute("scheduler_runner.attempts", exchange.progress().attempts().size());
    if (reply instanceof Reply.Failed failed) {
      Failure failure = Outcomes.redacted(failed.failure(), exchange.secrets());
      span.setStatus(StatusCode.ERROR, failure.message());
      span.setAttribute("error.type", failure.type().wireName());
    }
    return reply;
  }
}
