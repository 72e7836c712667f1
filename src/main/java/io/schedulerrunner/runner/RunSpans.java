package io.schedulerrunner.runner;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Spans;
import io.schedulerrunner.report.Counts;
import java.util.function.Supplier;

/** Makes a span of each run: below the request that triggered it, else the root of a trace. */
record RunSpans(Tracer tracer) implements RunTracing {

  @Override
  public RunReply.Carried around(RunStart start, Supplier<RunReply.Carried> run) {
    Span span =
        tracer
            .spanBuilder("run")
            .setParent(Spans.current())
            .setAttribute("scheduler_runner.run_id", start.id())
            .setAttribute("scheduler_runner.trigger", start.trigger().source())
            .startSpan();
    return Spans.during(span, () -> describe(span, run.get()));
  }

  private static RunReply.Carried describe(Span span, RunReply.Carried carried) {
    Counts counts = carried.report().counts();
    span.setAttribute("scheduler_runner.successful", counts.successful());
    span.setAttribute("scheduler_runner.failed", counts.failed());
    if (!counts.success()) {
      span.setStatus(StatusCode.ERROR);
    }
    return carried;
  }
}
