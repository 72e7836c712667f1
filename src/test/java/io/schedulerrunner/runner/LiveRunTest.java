package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.history.Lease;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LiveRunTest {

  private static final Duration NO_TIME = Duration.ZERO;

  private final LiveRuns runs = new LiveRuns();
  private final Lease lease = new Lease("run-1", 3, Duration.ofSeconds(30));
  private final LiveRun run = runs.begin(lease, 1, () -> Sample.START);
  private final Call call = Sample.plan(Sample.endpoint("one")).calls().getFirst();

  @Test
  void itIsOverForThoseWhoHaveSeenEverything() throws Exception {
    run.started(call);
    assertThat(run.isOver(1)).isFalse();
    runs.end(run);

    assertThat(run.isOver(0)).isFalse();
    assertThat(run.after(0, NO_TIME))
        .containsExactly(new LiveRun.Event.Began(call, Sample.START.toEpochMilli()));
    assertThat(run.isOver(1)).isTrue();
    assertThat(run.after(7, Duration.ofDays(1))).isEmpty();
    assertThat(run.outcome()).isEmpty();
  }

  @Test
  void itIsFoundWhileItGoesOn() {
    assertThat(runs.find("run-1")).containsSame(run);
    assertThat(run.opening()).isEqualTo(3);
    assertThat(run.endpoints()).isEqualTo(1);
    runs.end(run);
    assertThat(runs.find("run-1")).isEmpty();
  }

  @Test
  void theEndOfAnEarlierOpeningLeavesTheLaterOneAlone() {
    LiveRun later =
        runs.begin(new Lease("run-1", 4, Duration.ofSeconds(30)), 1, () -> Sample.START);
    runs.end(run);

    assertThat(runs.find("run-1")).containsSame(later);
  }
}
