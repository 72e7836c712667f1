package io.schedulerrunner.report;

import java.time.Instant;

/**
 * Times that lie close together, as those of a run do, as {@link IsoTime} writes each: what they
 * have in common is made once. Not thread-safe.
 */
final class IsoTimes {

  private long second = Long.MIN_VALUE;
  private String common = "";

  String format(Instant instant) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      common = IsoTime.toTheSecond(instant).toString();
    }
    return IsoTime.withMillis(new StringBuilder(common), instant);
  }
}
