package io.schedulerrunner.history;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands where it is set. */
final class SettableClock implements InstantSource {

  volatile Instant now;

  SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
