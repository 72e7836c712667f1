package io.schedulerrunner.dispatch;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;

/** Remembers when the database failed: nobody could give a sign of life meanwhile. Thread-safe. */
final class Outages extends AbstractSchedulerListener {

  private final Time time;
  private final Duration patience;
  private volatile Instant until = Instant.MIN;

  /** With the time that those who live need to give a sign of life. */
  Outages(Time time, Duration patience) {
    this.time = time;
    this.patience = patience;
  }

  /** Whether who gives no sign of life is dead. */
  boolean arePast() {
    return time.now().isAfter(until);
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType event) {
    if (event == SchedulerEventType.UNEXPECTED_ERROR) {
      until = time.now().plus(patience);
    }
  }
}
