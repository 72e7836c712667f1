package io.schedulerrunner.schedule;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.cron.FireTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints that have a schedule, their expressions read. Immutable.
 *
 * @param set what it was made of
 */
record Timetable(EndpointSet set, List<Line> lines) {

  /** Of a set whose schedules are valid. */
  static Timetable of(EndpointSet set) {
    List<Line> lines =
        set.endpoints().stream()
            .flatMap(
                endpoint ->
                    endpoint.schedule().stream()
                        .map(
                            schedule ->
                                new Line(
                                    endpoint, schedule, FireTimes.of(schedule, endpoint.name()))))
            .toList();
    return new Timetable(set, lines);
  }

  /** When the first of them is due next. */
  Optional<Instant> next(Instant after) {
    return lines.stream()
        .flatMap(line -> line.times().next(after).stream())
        .min(Comparator.naturalOrder());
  }
}
