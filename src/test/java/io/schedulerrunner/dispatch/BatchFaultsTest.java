package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.web.FakeExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What may go wrong with a batch. */
final class BatchFaultsTest extends Workplace {

  @Test
  void whileTheStoreFailsResultsWaitAndNothingIsCalledTwice() {
    Batch.Key key = handOver("1");
    source.fail("record", 3);
    source.fail("settle", 2);

    work.work(key, 1);

    assertThat(called).containsExactly("a", "b");
    assertThat(recorded("1").results()).hasSize(2);
    assertThat(ended).hasSize(1);
  }

  @Test
  void aStoreThatFailsBeforehandKeepsTheBatchForLater() {
    Batch.Key key = handOver("1");
    source.fail("find", 1);

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(StoreException.class);
    work.work(key, 1);

    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void whatIsCutOffIsCalledByTheNextOneAndNothingElse() {
    Batch.Key key = handOver("1");
    outcome =
        known ->
            called.isEmpty()
                ? known
                : new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "stopped"));

    assertThatThrownBy(() -> work.work(key, 1))
        .isInstanceOfSatisfying(
            PostponedException.class,
            e -> assertThat(e.reason()).isEqualTo(PostponedException.Reason.STOPPING));
    outcome = known -> known;
    called.clear();
    work.work(key, 1);

    assertThat(called).containsExactly("b");
    assertThat(recorded("1").results()).hasSize(2);
  }

  @Test
  void whoeverHasLostTheBatchStopsAndWritesNothing() {
    Batch.Key key = handOver("1");
    meanwhile =
        () -> {
          meanwhile = () -> {};
          time.pass(Duration.ofMinutes(10));
          handOver("1");
        };

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(called).containsExactly("a");
    assertThat(recorded("1").results()).isEmpty();
    work.work(key, 1);
    work.work(sent.getLast().getFirst(), 1);
    assertThat(called).containsExactly("a", "a", "b");
    assertThat(ended).hasSize(1);
  }

  @Test
  void anotherConfigurationLeavesTheRunToOthersUntilNobodyCanDoIt() {
    Batch.Key key = handOver("1");
    endpoints = List.of(Sample.endpoint("a"), Sample.endpoint("other"));

    assertThatThrownBy(() -> work.work(key, 1))
        .isInstanceOfSatisfying(
            PostponedException.class,
            e -> assertThat(e.reason()).isEqualTo(PostponedException.Reason.REFUSED))
        .hasMessageContaining("another configuration")
        .hasMessageContaining("ENDPOINTS");
    endpoints = List.of();
    assertThatThrownBy(() -> work.work(key, 1)).hasMessageContaining("no endpoint");
    time.pass(Duration.ofSeconds(170 + 60));
    work.work(key, 1);
    endpoints = List.of(Sample.endpoint("other"));
    work.work(key, 1);

    assertThat(called).isEmpty();
    assertThat(recorded("1").run().status(time.now())).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void aRunHasEndedWhateverBecomesOfTellingSo() {
    Batch.Key key = handOver("1");
    telling =
        () -> {
          throw new IllegalStateException("nobody listens");
        };

    work.work(key, 1);

    assertThat(recorded("1").run().stored()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void whoeverIsInterruptedWhileTheStoreFailsLeavesTheBatchToOthers() {
    Batch.Key key = handOver("1");
    source.fail("settle", 1);
    source.before("settle", () -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(Thread.interrupted()).isTrue();
    work.work(key, 1);
    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void whoeverIsInterruptedWhileItWaitsForAWriteLeavesTheBatchToOthers() {
    Batch.Key key = handOver("1");
    meanwhile = () -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aWriterThatIsInterruptedLeavesTheRestForTheEnd() {
    Batch.Key key = handOver("1");
    CountDownLatch writing = new CountDownLatch(1);
    source.before(
        "record",
        () -> {
          Thread.currentThread().interrupt();
          writing.countDown();
        });
    source.fail("record", 1);
    AtomicInteger results = new AtomicInteger();
    outcome =
        known -> {
          if (results.incrementAndGet() == 2) {
            awaitQuietly(writing);
          }
          return new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "skipped"));
        };
    withAttempts = false;

    work.work(key, 1);

    assertThat(recorded("1").results()).hasSize(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theStoreIsWaitedFor() throws InterruptedException {
    source.fail("order", 3);

    work.awaitStore();

    assertThat(time.now()).isAfter(Sample.START);
  }

  @Test
  void aStoreThatCannotBeSharedIsRefused() {
    GuardedStore memory =
        new GuardedStore(
            RunStores.source(StoreUrl.parse("memory:"), time::now),
            time::now,
            GuardedStore.Options.DEFAULT);

    assertThatThrownBy(() -> new BatchAccess(memory).use(batches -> batches))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be shared");
  }

  @Test
  void whoCannotEndOnePartOfARunEndsAllOfIt() {
    FakeExecutor all = FakeExecutor.answering(call -> Sample.succeeded(200));
    RunContext context =
        new RunContext("1", Trigger.MANUAL, time.nanos(), RunListener.NONE, List.of());

    all.cancel(context);

    assertThat(all.execute(plan(RunRequest.DEFAULT), context).results())
        .allMatch(it -> it.outcome() instanceof Outcome.Cancelled);
  }
}
