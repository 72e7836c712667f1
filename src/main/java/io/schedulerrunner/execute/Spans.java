package io.schedulerrunner.execute;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.schedulerrunner.plan.TraceParent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between places in a trace, as the rest of the code knows them, and OpenTelemetry's. */
public final class Spans {

  private static final TextMapGetter<TraceParent> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceParent place) {
          return List.of("traceparent", "tracestate");
        }

        @Override
        public String get(@Nullable TraceParent place, String header) {
          TraceParent known = Optional.ofNullable(place).orElseThrow();
          return header.equals("traceparent") ? known.header() : known.state();
        }
      };

  private Spans() {}

  /** The parent of spans whose cause is in another process; the root where there is none. */
  public static Context remote(Optional<TraceParent> place) {
    return place
        .map(it -> W3CTraceContextPropagator.getInstance().extract(Context.root(), it, HEADERS))
        .orElseGet(Context::root);
  }

  /** The parent of spans whose cause is in this process; the root where there is none. */
  static Context local(Optional<TraceParent> place) {
    SpanContext known = Span.fromContext(remote(place)).getSpanContext();
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    known.getTraceId(),
                    known.getSpanId(),
                    known.getTraceFlags(),
                    known.getTraceState())));
  }

  /** The parent of spans of a run, which may have been caused by whatever the thread works at. */
  public static Context current() {
    return local(TraceParent.current());
  }

  /** The place of a span. */
  public static TraceParent place(Span span) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.root().with(span), headers, (all, name, value) -> all.put(name, value));
    SpanContext context = span.getSpanContext();
    return new TraceParent(
        context.getTraceId(),
        context.getSpanId(),
        context.isSampled(),
        headers.getOrDefault("tracestate", ""));
  }
}
