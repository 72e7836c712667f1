package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.shown;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.history.BatchStore.Filed;
import io.schedulerrunner.history.BatchStore.Settled;
import io.schedulerrunner.report.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store that several instances can share does with batches. */
abstract class BatchStoreContract {

  private static final WorkOrder ORDER =
      new WorkOrder("{\"body\":{}}", NOW.minusMillis(5), Duration.ofSeconds(90));
  private static final Instant LATER = NOW.plusSeconds(3);

  private RunStore store;
  private BatchStore batches;

  /** A store without runs. */
  abstract RunStore empty();

  @BeforeEach
  void openStore() {
    store = empty();
    batches = store.batches().orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Batch.Key key(long opening, int number) {
    return new Batch.Key("1", opening, number);
  }

  /** One batch for each stage that is named. */
  private static Filed filed(long opening, int... stages) {
    List<Batch> all = new ArrayList<>();
    for (int stage : stages) {
      all.add(new Batch(key(opening, all.size()), stage, List.of(all.size())));
    }
    return new Filed(ORDER, all);
  }

  private Opened open(int... stages) {
    String[] names =
        IntStream.range(0, stages.length).mapToObj(i -> "e" + i).toArray(String[]::new);
    return batches.open(keyed("1", "k", names), (lease, reused) -> filed(lease.number(), stages));
  }

  private Settled settle(int number, RecordedResult... results) {
    return batches.settle(key(1, number), List.of(results), LATER);
  }

  @Test
  void whatIsFiledIsFound() {
    assertThat(open(0, 0, 1).held()).contains(new Lease("1", 1, Examples.LEASE));

    BatchStore.InForce inForce = batches.order(key(1, 0)).orElseThrow();
    assertThat(inForce.order()).isEqualTo(ORDER);
    assertThat(inForce.run()).isEqualTo(store.outline("1").orElseThrow());
    assertThat(inForce.run().status(NOW)).isEqualTo(RunStatus.RUNNING);
    assertThat(batches.find(key(1, 2))).contains(new Batch(key(1, 2), 1, List.of(2)));
    assertThat(batches.find(key(1, 3))).isEmpty();
    assertThat(batches.find(key(2, 0))).isEmpty();
    assertThat(batches.order(key(2, 0))).isEmpty();
  }

  @Test
  void aBatchMayBeWithoutCalls() {
    batches.open(
        keyed("1", "k"),
        (lease, reused) -> new Filed(ORDER, List.of(new Batch(key(1, 0), 0, List.of()))));

    assertThat(batches.find(key(1, 0)).orElseThrow().calls()).isEmpty();
    assertThat(settle(0)).isInstanceOf(Settled.Finished.class);
    assertThat(store.run("1").orElseThrow().run().stored()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void whoeverSettlesTheLastBatchFinishesTheRun() {
    open(0, 0);

    assertThat(settle(1, failed(1, "e1"))).isEqualTo(new Settled.More());
    assertThat(settle(1, failed(1, "e1"))).isEqualTo(new Settled.Gone());
    Settled last = settle(0, succeeded(0, "e0"));

    Ending ending = new Ending(NOW, LATER, Duration.ofSeconds(3), new Counts(1, 0, 1, 0));
    assertThat(last).isEqualTo(new Settled.Finished(ending));
    RunDetail detail = store.run("1").orElseThrow();
    assertThat(detail.run().stored()).isEqualTo(RunStatus.FAILED);
    assertThat(detail.run().ending()).contains(ending);
    assertThat(detail.results().stream().map(Examples::shown))
        .containsExactly(shown(succeeded(0, "e0")), shown(failed(1, "e1")));
    assertThat(batches.order(key(1, 0))).isEmpty();
    assertThat(settle(0, failed(0, "e0"))).isEqualTo(new Settled.Gone());
  }

  @Test
  void aStageBeginsWhenTheOneBeforeItIsDone() {
    open(0, 0, 1, 2);

    assertThat(settle(0)).isEqualTo(new Settled.More());
    assertThat(settle(1)).isEqualTo(new Settled.Staged(List.of(key(1, 2))));
    assertThat(settle(2)).isEqualTo(new Settled.Staged(List.of(key(1, 3))));
    assertThat(settle(3)).isInstanceOf(Settled.Finished.class);
  }

  @Test
  void resultsAreWrittenWhileABatchGoesOnAndNotAfterwards() {
    open(0, 0);

    assertThat(batches.record(key(1, 0), List.of(succeeded(0, "e0")))).isEqualTo(LeaseState.HELD);
    assertThat(batches.record(key(1, 0), List.of())).isEqualTo(LeaseState.HELD);
    assertThat(
            batches.results(key(1, 0), List.of("e1", "e0"), List.of()).stream()
                .map(Examples::shown))
        .containsExactly(shown(succeeded(0, "e0")));
    settle(0);
    assertThat(batches.record(key(1, 0), List.of(failed(0, "e0")))).isEqualTo(LeaseState.LOST);
    assertThat(store.run("1").orElseThrow().results().stream().map(Examples::shown))
        .containsExactly(shown(succeeded(0, "e0")));
    assertThat(batches.results(new Batch.Key("2", 1, 0), List.of("e0"), List.of())).isEmpty();
  }

  @Test
  void whatABatchNeedsOfOthersIsFoundWithItsOwn() {
    open(0, 0);
    batches.record(key(1, 0), List.of(succeeded(0, "e0"), succeeded(2, "e2")));
    batches.record(key(1, 1), List.of(failed(1, "e1")));

    assertThat(batches.results(key(1, 1), List.of("e1"), List.of("e0")))
        .extracting(RecordedResult::name)
        .containsExactly("e0", "e1");
    assertThat(batches.results(key(1, 1), List.of("e1"), List.of()))
        .extracting(RecordedResult::name)
        .containsExactly("e1");
  }

  @Test
  void resultsOfVeryManyNamesAreFoundInTheOrderOfThePlan() {
    open(0);
    List<RecordedResult> all =
        IntStream.range(0, 2_500).mapToObj(i -> succeeded(i, "e" + i)).toList();
    batches.record(key(1, 0), all);

    List<String> names = all.stream().map(RecordedResult::name).toList().reversed();
    assertThat(batches.results(key(1, 0), names, List.of()))
        .extracting(RecordedResult::index)
        .containsExactlyElementsOf(IntStream.range(0, 2_500).boxed().toList());
  }

  @Test
  void whileTheBatchesAreThereTheSameTriggerFindsTheRunGoingOn() {
    open(0);

    assertThat(open(0)).isEqualTo(new Opened.Running("1"));
    settle(0, succeeded(0, "e0"));
    assertThat(open(0)).isInstanceOf(Opened.Done.class);
  }

  @Test
  void anotherOpeningVoidsTheBatchesOfTheOneBefore() {
    open(0, 0);
    settle(0, succeeded(0, "e0"));
    OpenRequest late = Examples.at(keyed("1", "k", "e0", "e1"), NOW.plusSeconds(60));
    List<RecordedResult> known = new ArrayList<>();

    Opened opened =
        batches.open(
            late,
            (lease, reused) -> {
              known.addAll(reused);
              return filed(lease.number(), 0);
            });

    assertThat(opened).isInstanceOf(Opened.Resumed.class);
    assertThat(known).extracting(RecordedResult::name).containsExactly("e0");
    assertThat(settle(1, failed(1, "e1"))).isEqualTo(new Settled.Gone());
    assertThat(batches.record(key(1, 1), List.of(failed(1, "e1")))).isEqualTo(LeaseState.LOST);
    assertThat(batches.order(key(1, 1))).isEmpty();
    assertThat(batches.results(key(2, 0), List.of(), List.of("e0")).getFirst().result().reused())
        .isTrue();
    assertThat(batches.settle(key(2, 0), List.of(succeeded(1, "e1")), LATER.plusSeconds(60)))
        .isInstanceOf(Settled.Finished.class);
    assertThat(store.run("1").orElseThrow().run().stored()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void aRunThatIsOpenedByOneInstanceAloneVoidsItsBatchesToo() {
    open(0);

    store.open(Examples.at(keyed("1", "k", "e0"), NOW.plusSeconds(60)));

    assertThat(batches.find(key(1, 0))).isEmpty();
    assertThat(settle(0)).isEqualTo(new Settled.Gone());
  }

  @Test
  void aRunThatIsRemovedTakesItsBatchesAlong() {
    open(0);

    store.prune(new Retention(Duration.ofDays(1), 10), NOW.plus(Duration.ofDays(2)));

    assertThat(batches.find(key(1, 0))).isEmpty();
    assertThat(store.outline("1")).isEmpty();
  }

  @Test
  void ofManyAtTheSameTimeOneFinishesTheRun() throws Exception {
    int count = 24;
    open(new int[count]);
    List<Future<Settled>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int twice = 0; twice < 2 * count; twice++) {
        int number = twice / 2;
        futures.add(threads.submit(() -> settle(number, succeeded(number, "e" + number))));
      }
    }
    List<Settled> all = new ArrayList<>();
    for (Future<Settled> future : futures) {
      all.add(future.get());
    }

    assertThat(all).filteredOn(it -> it instanceof Settled.Finished).hasSize(1);
    assertThat(all).filteredOn(it -> it instanceof Settled.More).hasSize(count - 1);
    assertThat(all).filteredOn(it -> it instanceof Settled.Gone).hasSize(count);
    assertThat(store.run("1").orElseThrow().results()).hasSize(count);
  }
}
