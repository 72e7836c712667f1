package io.schedulerrunner.schedule;

import io.schedulerrunner.config.CatchUp;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.cron.FireTimes;
import java.time.Instant;
import java.util.List;

/** One endpoint in the timetable. */
record Line(Endpoint endpoint, Schedule schedule, FireTimes times) {

  String name() {
    return endpoint.name();
  }

  boolean isDue(Instant after, Instant at) {
    return !times.due(after, at).isEmpty();
  }

  /**
   * The times that were missed and are to be made up for.
   *
   * @param handled until when everything was seen to
   * @param until the end of what was missed
   * @param now the time that the window ends at
   * @param due whether it is due now anyway
   */
  List<Instant> missed(Instant handled, Instant until, Instant now, boolean due) {
    CatchUp.Policy policy = schedule.catchUp().policy();
    Instant oldest = now.minus(schedule.catchUp().window());
    Instant from = handled.isAfter(oldest) ? handled : oldest;
    if (policy == CatchUp.Policy.NONE
        || (policy == CatchUp.Policy.LAST && due)
        || !from.isBefore(until)) {
      return List.of();
    }
    List<Instant> missed = times.due(from, until);
    return policy == CatchUp.Policy.ALL
        ? missed
        : missed.subList(Math.max(0, missed.size() - 1), missed.size());
  }
}
