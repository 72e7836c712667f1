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

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds a run, while its store comes and goes. */
final class GuardedLeaseTest extends Guarded {

  @Test
  void leasesAreRenewedInTime() {
    fresh(keyed("1", "k", "a"));
    clock.now = NOW.plusSeconds(9);
    guard.flush();
    assertThat(stored("1").run().held().until()).isEqualTo(NOW.plusSeconds(30));

    clock.now = NOW.plusSeconds(10);
    guard.flush();

    assertThat(stored("1").run().held().until()).isEqualTo(NOW.plusSeconds(40));
  }

  @Test
  void aRunThatWasTakenOverHearsOfIt() {
    Lease lease = fresh(keyed("1", "k", "a"));
    source.store.open(Examples.at(keyed("2", "k", "a"), NOW.plus(LEASE)));

    guard.record(lease, succeeded(0, "a"));
    guard.flush();

    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.LOST);
    assertThat(guard.finish(lease, ending())).isFalse();
    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.LOST);
    assertThat(stored("1").results()).isEmpty();
  }

  @Test
  void aRunThatAnotherInstanceDidMeanwhileIsNotWritten() {
    source.failing = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.record(lease, failed(0, "a"));
    Lease other = ((Opened.Fresh) source.store.open(keyed("2", "k", "a"))).lease();
    source.failing = false;
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(guard.record(lease, failed(0, "a"))).isEqualTo(LeaseState.HELD);
    assertThat(guard.finish(lease, ending())).isFalse();
    assertThat(stored("2").results()).isEmpty();
    source.store.finish(other, ending());
    assertThat(source.store.run("1")).isEmpty();
  }

  @Test
  void aRunThatAnotherInstanceBeganAndLeftIsCarriedOn() {
    source.failing = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.record(lease, succeeded(0, "a"));
    source.store.open(Examples.at(keyed("2", "k", "a"), NOW.minus(LEASE)));
    source.failing = false;
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(stored("2").results()).hasSize(1);
  }

  @Test
  void anOpeningWhoseAnswerWasLostIsOurs() {
    source.store.loseAnswer = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    guard.record(lease, succeeded(0, "a"));
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(stored("1").results()).hasSize(1);
  }

  @Test
  void anotherOnesRunIsNotTakenForOurs() {
    Lease other = ((Opened.Fresh) source.store.open(keyless("1", "a"))).lease();
    source.failing = true;
    Lease lease = fresh(again("1", NOW, "a"));
    guard.record(lease, succeeded(0, "a"));
    source.failing = false;
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(stored("1").results()).isEmpty();
    assertThat(source.store.renew(other, NOW)).isEqualTo(LeaseState.HELD);
  }

  @Test
  void aRunThatIsNotKnownIsLost() {
    Lease unknown = new Lease("nobody", 1, LEASE);

    assertThat(guard.record(unknown, succeeded(0, "a"))).isEqualTo(LeaseState.LOST);
    assertThat(guard.finish(unknown, ending())).isFalse();
  }

  @Test
  void aRunThatAnotherInstanceCompletedMeanwhileIsNotWritten() {
    source.failing = true;
    Lease lease = fresh(keyed("1", "k", "a"));
    Lease other = ((Opened.Fresh) source.store.open(keyed("2", "k", "a"))).lease();
    source.store.record(other, List.of(succeeded(0, "a")), NOW);
    source.store.finish(other, ending(succeeded(0, "a")));
    source.failing = false;
    clock.now = NOW.plusSeconds(1);
    guard.flush();

    assertThat(guard.finish(lease, ending())).isFalse();
    assertThat(source.store.run("1")).isEmpty();
  }
}
