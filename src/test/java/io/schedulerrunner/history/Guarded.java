package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;

import java.time.Duration;

/** A guarded store on a source that fails as a test likes. */
abstract class Guarded {

  static final GuardedStore.Options OPTIONS =
      new GuardedStore.Options(Retention.DEFAULT, Duration.ofMillis(1), 100_000);

  final FaultySource source = new FaultySource();

  final SettableClock clock = new SettableClock(NOW);

  final GuardedStore guard = new GuardedStore(source, clock, OPTIONS);

  Lease fresh(OpenRequest request) {
    return ((Opened.Fresh) guard.open(request)).lease();
  }

  RunDetail stored(String id) {
    return source.store.run(id).orElseThrow();
  }
}
