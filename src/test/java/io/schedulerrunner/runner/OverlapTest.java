package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Runs of one job at the same time. */
final class OverlapTest extends Running {

  private static final Trigger SEVEN = keyed("7:00");

  @Test
  void theNextScheduleOfAJobIsSkippedWhileTheLastOneGoesOn() {
    RunReply reply = overlapping(Overlap.SKIP);
    assertThat(reply)
        .isEqualTo(
            new RunReply.Overlapping(
                "run-1", SEVEN.of("nightly", Overlap.SKIP), Sample.START, Duration.ZERO));
    assertThat(reply.run()).isEmpty();
    assertThat(executor.called()).hasSize(3);
  }

  @Test
  void overlapMayBeAllowed() {
    assertThat(overlapping(Overlap.ALLOW)).isInstanceOf(RunReply.Carried.class);
    assertThat(executor.called()).hasSize(6);
  }

  @Test
  void theSameScheduleIsNoOverlap() {
    RunReply[] second = new RunReply[1];
    during = once(() -> second[0] = run(SIX.of("nightly", Overlap.SKIP)));

    run(SIX.of("nightly", Overlap.SKIP));

    assertThat(second[0]).isEqualTo(new RunReply.InProgress("run-1"));
  }

  /** The next schedule of a job, while the last one goes on. */
  private RunReply overlapping(Overlap overlap) {
    RunReply[] second = new RunReply[1];
    during = once(() -> second[0] = run(SEVEN.of("nightly", overlap)));
    run(SIX.of("nightly", overlap));
    return second[0];
  }

  @Test
  void aQueuedTriggerRunsWhenTheOneBeforeHasEnded() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    during = holding(begun, end);
    Thread first = Thread.ofVirtual().start(() -> run(SIX.of("nightly", Overlap.QUEUE)));
    begun.await();
    during = call -> Sample.succeeded(200);
    time.whileAsleep(
        () -> {
          end.countDown();
          join(first);
        });

    RunReply second = run(SEVEN.of("nightly", Overlap.QUEUE));

    assertThat(((RunReply.Carried) second).queued()).isTrue();
    assertThat(executor.called()).hasSize(6);
  }

  @Test
  void aQueuedTriggerGivesUpAtItsDeadline() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    during = holding(begun, end);
    Thread first = Thread.ofVirtual().start(() -> run(SIX.of("nightly", Overlap.QUEUE)));
    begun.await();

    Instant now = time.now();
    Trigger trigger = SEVEN.of("nightly", Overlap.QUEUE);
    Duration deadline = runner.plan(RunRequest.DEFAULT).deadline();
    assertThat(runShort(trigger))
        .isEqualTo(
            new RunReply.Overlapping(
                "run-1", trigger, now.minus(deadline).plusSeconds(10), deadline));
    end.countDown();
    first.join();
  }

  @Test
  void aQueuedTriggerCanBeInterrupted() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    during = holding(begun, end);
    Thread first = Thread.ofVirtual().start(() -> run(SIX.of("nightly", Overlap.QUEUE)));
    begun.await();
    Thread.currentThread().interrupt();

    RunReply reply = runShort(SEVEN.of("nightly", Overlap.QUEUE));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(((RunReply.Overlapping) reply).runId()).isEqualTo("run-1");
    end.countDown();
    first.join();
  }

  /** Within ten seconds: less than the lease of the run that is waited for. */
  private RunReply runShort(Trigger trigger) {
    long arrived =
        time.nanos() - runner.plan(RunRequest.DEFAULT).deadline().minusSeconds(10).toNanos();
    return runner.run(RunRequest.DEFAULT, trigger, arrived, RunListener.NONE);
  }

  private static Function<Call, Outcome> holding(CountDownLatch begun, CountDownLatch end) {
    return call -> {
      begun.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Sample.succeeded(200);
    };
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
