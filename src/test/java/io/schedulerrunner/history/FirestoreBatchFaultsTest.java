package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.testing.FakeFirestore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches in a Firestore that fails, or in which others are faster. */
final class FirestoreBatchFaultsTest {

  private final FakeFirestore firestore = new FakeFirestore();
  private final RunStore store =
      FirestoreStoreCase.open(StoreUrl.parse("firestore://my-project/db"), firestore.host());
  private final BatchStore batches = store.batches().orElseThrow();

  @AfterEach
  void stop() {
    store.close();
    firestore.close();
  }

  private static Batch.Key key(int number) {
    return new Batch.Key("1", 1, number);
  }

  private Opened open(int... stages) {
    List<Batch> all = new ArrayList<>();
    for (int stage : stages) {
      all.add(new Batch(key(all.size()), stage, List.of(all.size(), all.size() + 1)));
    }
    WorkOrder order = new WorkOrder("{}", NOW, Duration.ofSeconds(90));
    return batches.open(
        keyed("1", "k", "a", "b"), (lease, reused) -> new BatchStore.Filed(order, all));
  }

  private BatchStore.Settled settle(int number) {
    return batches.settle(key(number), List.of(succeeded(number, "e" + number)), NOW);
  }

  @Test
  void whatWasOvertakenIsTriedAgain() {
    open(0);
    firestore.refuse(2, "commit", 409, "ABORTED");
    assertThat(batches.record(key(0), List.of(succeeded(0, "a")))).isEqualTo(LeaseState.HELD);
    firestore.refuse(1, "commit", 409, "ABORTED");

    assertThat(batches.settle(key(0), List.of(), NOW))
        .isInstanceOf(BatchStore.Settled.Finished.class);
  }

  @Test
  void whoIsAlwaysOvertakenGivesUp() {
    open(0);
    firestore.refuse(2 * FirestoreStore.ATTEMPTS, "commit", 409, "ABORTED");

    assertThatThrownBy(() -> batches.record(key(0), List.of(succeeded(0, "a"))))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> batches.settle(key(0), List.of(), NOW))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void whoeverIsBroughtTheLastBatchAgainSeesToWhatTheFirstDidNot() {
    open(0, 0, 1);
    settle(0);
    // It counts, and the instance dies before it hears of it.
    firestore.loseAnswer("commit", 503, "UNAVAILABLE");
    assertThatThrownBy(() -> batches.settle(key(1), List.of(), NOW))
        .isInstanceOf(StoreException.class);

    assertThat(batches.find(key(1))).contains(new Batch(key(1), 0, List.of()));
    assertThat(batches.settle(key(1), List.of(), NOW))
        .isEqualTo(new BatchStore.Settled.Staged(List.of(key(2))));
    firestore.loseAnswer("commit", 503, "UNAVAILABLE");
    assertThatThrownBy(() -> batches.settle(key(2), List.of(), NOW))
        .isInstanceOf(StoreException.class);
    assertThat(batches.settle(key(2), List.of(), NOW))
        .isInstanceOf(BatchStore.Settled.Finished.class);
    assertThat(batches.find(key(2))).isEmpty();
  }

  @Test
  void whoeverIsOvertakenWhenFinishingFindsItDone() {
    open(0);
    firestore.loseAnswer("commit", 503, "UNAVAILABLE");
    assertThatThrownBy(() -> batches.settle(key(0), List.of(), NOW))
        .isInstanceOf(StoreException.class);
    firestore.loseAnswer("commit", 409, "ABORTED");

    assertThat(batches.settle(key(0), List.of(), NOW)).isEqualTo(new BatchStore.Settled.Gone());
    assertThat(store.run("1").orElseThrow().run().stored()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void aThousandBatchesAreFiled() {
    open(new int[1_000]);

    assertThat(batches.find(key(0)).orElseThrow().calls()).containsExactly(0, 1);
    assertThat(batches.find(key(999)).orElseThrow().calls()).containsExactly(999, 1_000);
    assertThat(settle(999)).isEqualTo(new BatchStore.Settled.More());
  }

  @Test
  void largeResponsesAreWrittenInSeveralSteps() {
    open(0);
    List<RecordedResult> large =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    Examples.result(
                        i,
                        "e" + i,
                        new Outcome.Succeeded(
                            new Response(
                                200,
                                KeptBody.stored(
                                    KeptBody.Form.TEXT,
                                    false,
                                    ("\"" + "x".repeat(600_000) + "\"").getBytes(UTF_8))))))
            .toList();

    assertThat(batches.record(key(0), large)).isEqualTo(LeaseState.HELD);
    assertThat(batches.results(key(0), List.of("e0", "e5"), List.of())).hasSize(2);
    assertThat(store.run("1").orElseThrow().results()).hasSize(6);
  }

  @Test
  void whatOthersHaveRecordedIsNotReadWhereNothingDependsOnIt() {
    open(0, 0);
    batches.record(key(1), List.of(succeeded(1, "e1")));
    long before = asked();
    batches.results(key(0), List.of("e0"), List.of());
    long forNone = asked() - before;
    for (int page = 0; page < 20; page++) {
      batches.record(key(1), List.of(succeeded(1, "e1")));
    }

    before = asked();
    assertThat(batches.results(key(0), List.of("e0"), List.of())).isEmpty();
    assertThat(asked() - before).isEqualTo(forNone);
  }

  /** How often the database was asked. */
  private long asked() {
    return firestore.server().received().size();
  }
}
