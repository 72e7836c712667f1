package io.schedulerrunner.execute;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Context;
import io.schedulerrunner.plan.TraceParent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Between places in a trace, as the rest of the code knows them, and OpenTelemetry's. */
public final class Spans {

  private Spans() {}

  /** The parent of spans whose cause is in another process; the root where there is none. */
  public static Context remote(Optional<TraceParent> place) {
    return context(
        place.map(
            it ->
                SpanContext.createFromRemoteParent(
                    it.traceId(), it.spanId(), flags(it), state(it.state()))));
  }

  /** The parent of spans whose cause is what the thread works at; the root where there is none. */
  public static Context current() {
    return context(
        TraceParent.current()
            .map(
                it -> SpanContext.create(it.traceId(), it.spanId(), flags(it), state(it.state()))));
  }

  private static Context context(Optional<SpanContext> parent) {
    return parent.map(Span::wrap).map(Context.root()::with).orElseGet(Context::root);
  }

  private static TraceFlags flags(TraceParent place) {
    return TraceFlags.fromHex(place.flags(), 0);
  }

  /** The builder drops what is not valid, and puts what comes later to the front. */
  private static TraceState state(String text) {
    TraceStateBuilder state = TraceState.builder();
    for (String member : List.of(text.split(",", -1)).reversed()) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        state.put(member.substring(0, equals).strip(), member.substring(equals + 1).strip());
      }
    }
    return state.build();
  }

  /** Works at the place of a span, and ends it; a bug is an error of the span, too. */
  public static <T> T during(Span span, Supplier<T> work) {
    try {
      return place(span).call(work::get);
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", e.getClass().getName());
      throw e;
    } finally {
      span.end();
    }
  }

  /** The place of a span. */
  public static TraceParent place(Span span) {
    SpanContext context = span.getSpanContext();
    String state =
        context.getTraceState().asMap().entrySet().stream()
            .map(member -> member.getKey() + "=" + member.getValue())
            .collect(joining(","));
    return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled(), state);
  }
}
