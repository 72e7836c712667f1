package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.at;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.query;
import static io.schedulerrunner.history.Examples.result;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.testing.FakeFirestore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may go wrong with Firestore. */
final class FirestoreFaultsTest extends StoreFaults {

  private final FakeFirestore firestore = new FakeFirestore();
  private final StoreUrl url = StoreUrl.parse("firestore://my-project/db");
  private final RunStore store = FirestoreStoreCase.open(url, firestore.host());

  @AfterEach
  void stop() {
    store.close();
    firestore.close();
  }

  private void fails(StoreException.Kind kind, String message, Consumer<RunStore> action) {
    assertThatThrownBy(() -> action.accept(store))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining("firestore://my-project/db")
        .hasMessageContaining(message);
  }

  @Test
  void whatMayPassIsTriedLaterAndWhatNeverWillIsNot() {
    firestore.refuse(1, "commit", 503, "UNAVAILABLE");
    fails(
        StoreException.Kind.UNAVAILABLE,
        "HTTP 503 UNAVAILABLE: so it is",
        it -> it.open(keyless("1", "a")));
    firestore.refuse(1, "commit", 400, "INVALID_ARGUMENT");
    fails(StoreException.Kind.REFUSED, "INVALID_ARGUMENT", it -> it.schedules().pause("a", true));
    firestore.refuse(1, "batchGet", 403, "PERMISSION_DENIED");
    fails(StoreException.Kind.UNAVAILABLE, "HTTP 403 PERMISSION_DENIED", it -> it.run("1"));
    firestore.refuse(1, "runQuery", 400, "INVALID_ARGUMENT");
    fails(StoreException.Kind.REFUSED, "HTTP 400", it -> it.runs(query(RunFilter.ALL)));
  }

  @Test
  void aFirestoreThatIsNotThereIsUnavailable() {
    firestore.close();

    fails(StoreException.Kind.UNAVAILABLE, "does not answer", it -> it.open(keyless("1", "a")));
    fails(StoreException.Kind.UNAVAILABLE, "does not answer", it -> it.run("1"));
  }

  @Test
  void aWriteThatWasOvertakenIsTriedAgain() {
    firestore.refuse(2, "commit", 409, "ABORTED");
    Lease lease = ((Opened.Fresh) store.open(keyed("1", "k", "a"))).lease();
    firestore.refuse(2, "commit", 409, "ABORTED");

    assertThat(store.record(lease, List.of(succeeded(0, "a")), NOW)).isEqualTo(LeaseState.HELD);
    assertThat(store.run("1").orElseThrow().results()).hasSize(1);
  }

  @Test
  void aWriteWhoseAnswerWasLostCountsOnce() {
    firestore.loseAnswer("commit", 409, "ABORTED");
    assertThat(store.open(keyed("1", "k", "a"))).isEqualTo(new Opened.Running("1"));
    Lease lease = new Lease("1", 1, LEASE);
    firestore.loseAnswer("commit", 409, "ABORTED");

    assertThat(store.record(lease, List.of(succeeded(0, "a")), NOW)).isEqualTo(LeaseState.HELD);
    assertThat(store.run("1").orElseThrow().results()).hasSize(1);
  }

  @Test
  void whoIsAlwaysOvertakenGivesUp() {
    firestore.refuse(FirestoreStore.ATTEMPTS, "commit", 409, "ABORTED");
    fails(StoreException.Kind.UNAVAILABLE, "Too many", it -> it.open(keyed("1", "k", "a")));
    Lease lease = ((Opened.Fresh) store.open(keyed("1", "k", "a"))).lease();
    firestore.refuse(FirestoreStore.ATTEMPTS, "commit", 409, "ABORTED");
    fails(StoreException.Kind.UNAVAILABLE, "Too many", it -> it.renew(lease, NOW));
  }

  @Test
  void whoIsOvertakenWhenTakingARunOverFindsItRunning() {
    store.open(keyed("1", "k", "a"));
    // The first is that of a new run: its key is taken.
    firestore.refuse(1, "commit", 409, "ALREADY_EXISTS");
    firestore.loseAnswer("commit", 409, "ABORTED");

    assertThat(store.open(at(keyed("2", "k", "a"), NOW.plus(LEASE))))
        .isEqualTo(new Opened.Running("1"));
  }

  @Test
  void aFirestoreThatWasAwayIsWrittenOnceItIsBack() throws Exception {
    StoreSource source = () -> FirestoreStoreCase.open(url, firestore.host());
    try (GuardedStore guard = new GuardedStore(source, clock, OPTIONS)) {
      firestore.refuse(100, "commit", 503, "UNAVAILABLE");
      run(guard, "1");
      assertThat(guard.isAvailable()).isFalse();
      firestore.recover();
      later(guard);
      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void manyRunsAreReadInSeveralSteps() {
    for (int i = 1000; i < 1201; i++) {
      store.open(keyless("" + i, "a"));
    }

    RunPage all = store.runs(new RunQuery(RunFilter.ALL, Optional.empty(), 500, NOW));
    RunPage some = store.runs(new RunQuery(RunFilter.ALL, Optional.of("1201"), 150, NOW));
    RunPage running = store.runs(new RunQuery(ofJob("nightly"), Optional.empty(), 500, NOW));

    assertThat(all.runs()).hasSize(201);
    assertThat(some.runs()).hasSize(150);
    assertThat(some.next()).contains("1051");
    assertThat(running.runs()).isEqualTo(all.runs());
    assertThat(store.runs(new RunQuery(ofJob("other"), Optional.empty(), 5, NOW)).runs()).isEmpty();
  }

  private static RunFilter ofJob(String job) {
    return new RunFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(job),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void statisticsReadManyPages() {
    for (int i = 0; i < 205; i++) {
      Lease lease = ((Opened.Fresh) store.open(keyless("run-" + i, "a" + i))).lease();
      store.record(lease, List.of(succeeded(0, "a" + i)), NOW);
    }

    assertThat(store.statistics(Optional.empty(), NOW)).hasSize(205);
    assertThat(new FirestoreStatistics(firestore(), Optional.empty(), NOW, 100).read())
        .hasSize(100);
  }

  private Firestore firestore() {
    return new Firestore(FirestoreStoreCase.api(firestore.host()), (StoreUrl.Firestore) url);
  }

  @Test
  void statisticsCountTheLatestResultOfARun() {
    Lease lease = ((Opened.Fresh) store.open(keyed("1", "k", "a", "b", "gone"))).lease();
    store.record(lease, List.of(failed(0, "a"), succeeded(1, "b"), failed(2, "gone")), NOW);
    store.release(lease);
    Instant later = NOW.plusSeconds(60);
    Lease second = ((Opened.Resumed) store.open(at(keyed("2", "k", "b", "a"), later))).lease();
    Outcome done = succeeded(1, "a").result().outcome();
    store.record(second, List.of(result(1, "a", done, later.plusSeconds(1), LEASE)), later);

    assertThat(store.statistics(Optional.empty(), NOW))
        .extracting(EndpointStatistics::name, EndpointStatistics::calls)
        .containsExactly(tuple("a", 1), tuple("b", 1));
  }

  @Test
  void firestoreNeedsGooglesApis() {
    assertThatThrownBy(RunStores.source(url, clock)::open)
        .isInstanceOf(StoreException.class)
        .hasMessage("firestore://my-project/db needs Google's APIs.");
  }

  @Test
  void pruningStopsAfterAboutSoManyDocuments() {
    Instant old = NOW.minus(Duration.ofDays(31));
    for (int run = 0; run < 3; run++) {
      Lease lease = ((Opened.Fresh) store.open(at(keyless("run-" + run, "a"), old))).lease();
      for (int page = 0; page < 600; page++) {
        store.record(lease, List.of(succeeded(0, "a")), old);
      }
    }

    assertThat(store.prune(Retention.DEFAULT, NOW)).isEqualTo(1202);
    assertThat(store.prune(Retention.DEFAULT, NOW)).isEqualTo(601);
    assertThat(store.prune(Retention.DEFAULT, NOW)).isZero();
  }
}
