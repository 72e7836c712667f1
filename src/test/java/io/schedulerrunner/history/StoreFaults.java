package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on while their store is in trouble. */
abstract class StoreFaults {

  static final GuardedStore.Options OPTIONS =
      new GuardedStore.Options(Retention.DEFAULT, Duration.ofMillis(1), 64L << 20);

  @TempDir Path folder;

  final SettableClock clock = new SettableClock(NOW);

  /** One endpoint's run, from open to finish, as it was told to go. */
  static Lease run(GuardedStore guard, String id) {
    Lease lease = ((Opened.Fresh) guard.open(keyed(id, "key " + id, "a"))).lease();
    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.HELD);
    guard.finish(lease, ending(succeeded(0, "a")));
    guard.flush();
    return lease;
  }

  void later(GuardedStore guard) {
    clock.now = clock.now.plusSeconds(60);
    guard.flush();
  }

  static RunStatus status(GuardedStore guard, String id) {
    return guard.read(store -> store.run(id).orElseThrow().run().status(NOW));
  }
}
