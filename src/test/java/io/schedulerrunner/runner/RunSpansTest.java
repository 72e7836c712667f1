package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.TraceParent;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.CountedRuns;
import io.schedulerrunner.testing.RecordedSpans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunSpansTest {

  private final RecordedSpans spans = new RecordedSpans();
  private final RunTracing tracing = new RunSpans(spans.tracer());
  private final Plan plan = CountedRuns.plan("one");
  private final RunStart start = new RunStart("0199-run", Trigger.MANUAL, plan, 0, false);

  private RunReply.Carried carried(Outcome outcome) {
    return new RunReply.Carried(
        Runs.run(
            plan, List.of(Runs.result(plan.calls().getFirst(), outcome, Duration.ofMillis(1), 1))),
        true,
        false);
  }

  @Test
  void aRunWithoutATraceIsTheRootOfOneAndWorkIsDoneThere() {
    List<Optional<TraceParent>> places = new ArrayList<>();
    RunReply.Carried carried = carried(Runs.succeeded(200));

    RunReply.Carried same =
        tracing.around(
            start,
            () -> {
              places.add(TraceParent.current());
              return carried;
            });

    assertThat(same).isSameAs(carried);
    SpanData span = spans.all().getFirst();
    assertThat(span.getName()).isEqualTo("run");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(places.getFirst().orElseThrow())
        .isEqualTo(new TraceParent(span.getTraceId(), span.getSpanId(), true, ""));
    assertThat(RecordedSpans.attributes(span))
        .containsOnly(
            entry("scheduler_runner.run_id", "0199-run"),
            entry("scheduler_runner.trigger", "manual"),
            entry("scheduler_runner.successful", "1"),
            entry("scheduler_runner.failed", "0"));
  }

  @Test
  void aRunThatFailedIsAnError() {
    tracing.around(start, () -> carried(Runs.refused(500, "No.")));

    assertThat(spans.all().getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void theSpanEndsWhereARunBreaksOff() {
    assertThatThrownBy(
            () ->
                tracing.around(
                    start,
                    () -> {
                      throw new IllegalStateException("A bug.");
                    }))
        .hasMessage("A bug.");
    assertThat(spans.all())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(RecordedSpans.attributes(span))
                  .containsEntry("error.type", "java.lang.IllegalStateException");
            });
  }
}
