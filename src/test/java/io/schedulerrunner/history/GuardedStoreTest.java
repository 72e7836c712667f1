package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.again;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard before a store that fails as the test says; {@link StoreFaultsTest} has real ones. */
final class GuardedStoreTest extends Guarded {

  @Test
  void aRunWithAKeyIsOpenedInTheStore() {
    Lease lease = fresh(keyed("1", "k", "a"));

    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.RUNNING);
    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.HELD);
    guard.flush();
    assertThat(stored("1").results()).hasSize(1);
    assertThat(guard.finish(lease, ending(succeeded(0, "a")))).isFalse();
    guard.flush();
    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
    assertThat(guard.isAvailable()).isTrue();
  }

  @Test
  void aRunWithoutAKeyDoesNotWaitForTheStore() {
    Lease lease = fresh(keyless("1", "a"));

    assertThat(source.opened.get()).isZero();
    guard.record(lease, succeeded(0, "a"));
    guard.release(lease);
    guard.flush();
    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(stored("1").results()).hasSize(1);
  }

  @Test
  void theThreadWritesEverythingBeforeTheRunEnds() {
    GuardedStore.Options patient =
        new GuardedStore.Options(Retention.DEFAULT, Duration.ofMinutes(1), 100L << 20);
    GuardedStore started = new GuardedStore(source, clock, patient);
    try (started) {
      started.start();
      Lease lease = ((Opened.Fresh) started.open(keyless("1"))).lease();
      IntStream.range(0, 2_500).forEach(i -> started.record(lease, succeeded(i, "e" + i)));

      assertThat(started.finish(lease, ending(succeeded(0, "a")))).isTrue();

      assertThat(stored("1").results()).hasSize(2_500);
      assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void whatIsTooMuchForOneTransactionIsWrittenInSeveral() {
    GuardedStore roomy =
        new GuardedStore(
            source,
            clock,
            new GuardedStore.Options(Retention.DEFAULT, Duration.ofMillis(1), 100L << 20));
    Lease lease = ((Opened.Fresh) roomy.open(keyless("1"))).lease();
    IntStream.range(0, 2_500).forEach(i -> roomy.record(lease, succeeded(i, "e" + i)));
    roomy.finish(lease, ending(succeeded(0, "a")));
    roomy.flush();

    assertThat(stored("1").results()).hasSize(2_500);
    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void theSameTriggerTwiceInOneProcessMeetsItself() {
    source.failing = true;
    fresh(keyed("1", "k", "a"));
    fresh(keyless("2", "a"));

    assertThat(guard.open(keyed("3", "k", "a"))).isEqualTo(new Opened.Running("1"));
    assertThat(guard.open(again("1", NOW, "a"))).isEqualTo(new Opened.Running("1"));
    assertThat(guard.open(keyed("4", "other", "a"))).isInstanceOf(Opened.Fresh.class);
  }

  @Test
  void whatTheStoreKnowsIsSaid() {
    source.store.open(keyed("1", "k", "a"));

    assertThat(guard.open(keyed("2", "k", "a"))).isEqualTo(new Opened.Running("1"));
    clock.now = NOW.plus(LEASE);
    Opened.Resumed resumed =
        (Opened.Resumed) guard.open(Examples.at(keyed("2", "k", "a"), clock.now));
    guard.record(resumed.lease(), succeeded(0, "a"));
    guard.finish(resumed.lease(), ending(succeeded(0, "a")));
    guard.flush();
    assertThat(guard.open(keyed("3", "k", "a"))).isInstanceOf(Opened.Done.class);
  }

  @Test
  void aRunGoesOnWithoutItsStoreAndIsWrittenLater() {
    source.failing = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    assertThat(guard.isAvailable()).isFalse();
    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.HELD);
    assertThat(guard.finish(lease, ending(succeeded(0, "a")))).isFalse();
    source.failing = false;
    guard.flush();
    assertThat(source.store.run("1")).isEmpty();

    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(guard.isAvailable()).isTrue();
    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
    assertThat(stored("1").results()).hasSize(1);
  }

  @Test
  void aFailingStoreIsAskedLessAndLess() {
    source.failing = true;
    fresh(keyed("1", "k", "a"));
    for (long pause : new long[] {1, 2, 4, 8, 16, 30, 30}) {
      int before = source.opened.get();
      clock.now = clock.now.plusSeconds(pause).minusMillis(1);
      guard.flush();
      assertThat(source.opened.get()).isEqualTo(before);
      fresh(keyed("more " + clock.now, "more " + clock.now, "a"));
      assertThat(source.opened.get()).isEqualTo(before);
      clock.now = clock.now.plusMillis(1);
      guard.flush();
      assertThat(source.opened.get()).isEqualTo(before + 1);
    }
  }

  @Test
  void aStoreThatFailsWhileTheEndIsAwaitedIsNotWaitedFor() {
    GuardedStore.Options patient =
        new GuardedStore.Options(Retention.DEFAULT, Duration.ofDays(1), 100_000);
    try (GuardedStore started = new GuardedStore(source, clock, patient)) {
      Lease lease = ((Opened.Fresh) started.open(keyed("1", "k", "a"))).lease();
      source.store.failing = true;
      started.start();
      started.record(lease, succeeded(0, "a"));

      assertThat(started.finish(lease, ending(succeeded(0, "a")))).isFalse();
    }
  }

  @Test
  void whatTheStoreWillNeverTakeIsDropped() {
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.flush();
    source.store.refusing = true;
    guard.record(lease, succeeded(0, "a"));
    guard.flush();
    source.store.refusing = false;

    guard.record(lease, succeeded(0, "a"));
    guard.flush();

    assertThat(stored("1").results()).isEmpty();
    assertThat(guard.isAvailable()).isTrue();
  }

  @Test
  void tooManyResultsAreDroppedAndTheRunSaysSo() {
    Lease lease = fresh(keyless("1"));
    IntStream.range(0, 200).forEach(i -> guard.record(lease, succeeded(i, "e" + i)));
    guard.flush();
    assertThat(stored("1").results()).hasSizeBetween(50, 150);
    guard.finish(lease, ending());
    guard.flush();

    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void ofTooManyRunsThatWaitTheOldestAreForgotten() {
    source.failing = true;
    Lease going = fresh(keyless("0", "a"));
    for (int i = 1; i <= 100; i++) {
      Lease lease = fresh(keyless("" + i, "a"));
      guard.record(lease, succeeded(0, "a"));
      guard.finish(lease, ending(succeeded(0, "a")));
    }
    source.failing = false;
    clock.now = NOW.plusSeconds(60);
    guard.flush();

    assertThat(source.store.run("1")).isEmpty();
    assertThat(stored("0").results()).isEmpty();
    assertThat(stored("100").results()).hasSize(1);
    assertThat(guard.record(going, succeeded(0, "a"))).isEqualTo(LeaseState.HELD);
  }

  private static Stream<Runnable> bugs() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("a bug");
        },
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void anUnexpectedFailureStopsNobody(Runnable bug) {
    source.bug = Optional.of(bug);
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.record(lease, succeeded(0, "a"));
    guard.finish(lease, ending(succeeded(0, "a")));
    guard.flush();
    source.bug = Optional.empty();

    guard.flush();

    assertThat(stored("1").run().status(NOW)).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void readingSaysWhenItCannot() {
    assertThat(guard.<Boolean>read(store -> store.run("1").isEmpty())).isTrue();
    source.store.failing = true;

    assertThatThrownBy(() -> guard.<Boolean>read(store -> store.run("1").isEmpty()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void oldRunsAreRemovedInPassing() {
    Instant old = NOW.minus(Duration.ofDays(31));
    source.store.open(Examples.at(keyed("1", "k", "a"), old));

    guard.flush();

    assertThat(source.store.run("1")).isEmpty();
  }

  @Test
  void onceARunHasEndedItsKeyIsFreeEvenWhereItIsNotWrittenYet() {
    source.failing = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.finish(lease, ending(failed(0, "a")));

    assertThat(guard.open(keyed("2", "k", "a"))).isInstanceOf(Opened.Fresh.class);
    assertThat(guard.open(again("1", NOW, "a"))).isEqualTo(new Opened.Running("1"));
  }

  @Test
  void runsThatGoOnAreNotForgotten() {
    source.failing = true;
    for (int i = 0; i < 200; i++) {
      fresh(keyless("" + i, "a"));
    }
    source.failing = false;
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(source.store.run("0")).isPresent();
    assertThat(source.store.run("199")).isPresent();
  }

  @Test
  void aDamagedStoreIsReplacedOnce() {
    StoreAccess access = new StoreAccess(source, clock);
    StoreException damaged = new StoreException(StoreException.Kind.CORRUPT, "damaged");

    int generation =
        access.use(
            outer -> {
              if (outer.generation() == 0) {
                assertThat(access.<Integer>use(inner -> later(inner, damaged))).isEqualTo(1);
                throw damaged;
              }
              return outer.generation();
            });

    assertThat(generation).isEqualTo(1);
    assertThat(source.opened.get()).isEqualTo(2);
  }

  private static int later(StoreAccess.Current current, StoreException damaged) {
    if (current.generation() == 0) {
      throw damaged;
    }
    return current.generation();
  }
}
