package io.schedulerrunner.execute;

import io.schedulerrunner.plan.TraceParent;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells endpoints which trace their call belongs to (W3C Trace Context), unless their {@code trace}
 * is false or they set {@code traceparent} themselves. Where no spans are made of our own, that is
 * the place we were called from: whoever takes no part in a trace passes it on unchanged.
 */
final class PropagatingCaller implements Caller {

  private static final String TRACE_PARENT = "traceparent";
  private static final String TRACE_STATE = "tracestate";

  private final Caller delegate;

  PropagatingCaller(Caller delegate) {
    this.delegate = delegate;
  }

  @Override
  public Reply call(Exchange exchange) {
    return delegate.call(
        TraceParent.current()
            .filter(place -> exchange.call().endpoint().trace())
            .filter(place -> !exchange.request().hasHeader(TRACE_PARENT))
            .map(place -> with(exchange, place))
            .orElse(exchange));
  }

  private static Exchange with(Exchange exchange, TraceParent place) {
    Request request = exchange.request();
    List<Request.Header> headers = new ArrayList<>(request.headers());
    headers.add(new Request.Header(TRACE_PARENT, place.header()));
    if (!place.state().isEmpty() && !request.hasHeader(TRACE_STATE)) {
      headers.add(new Request.Header(TRACE_STATE, place.state()));
    }
    return exchange.with(
        new Request(request.method(), request.url(), headers, request.body(), request.timeout()));
  }
}
