package io.schedulerrunner.notify;

import io.schedulerrunner.execute.Time;
import java.time.Duration;

/**
 * Until when somebody may be told.
 *
 * @param untilNanos in {@link Time#nanos()}
 */
record TimeLimit(Time time, long untilNanos) {

  /** A while from now, but not beyond a point of time. */
  static TimeLimit within(Duration longest, long untilNanos, Time time) {
    long left = untilNanos - time.nanos();
    return new TimeLimit(time, time.nanos() + Math.min(left, longest.toNanos()));
  }

  /** What is left of it; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, untilNanos - time.nanos()));
  }

  /** Half of what is left of it. */
  TimeLimit half() {
    return new TimeLimit(time, untilNanos - left().toNanos() / 2);
  }

  /** What is left of it, but not more than this. */
  Duration atMost(Duration longest) {
    Duration left = left();
    return left.compareTo(longest) < 0 ? left : longest;
  }
}
