package io.schedulerrunner.config;

import static java.util.stream.Collectors.toCollection;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The time zones that have a name in the IANA database, which are those that Cloud Scheduler takes
 * (https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs, {@code
 * timeZone}). Java knows more, such as {@code UTC+1}: offsets, which no other program would read in
 * the same way (in POSIX that one is west of Greenwich).
 */
public final class TimeZones {

  private static final SortedSet<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          // Java's own, for System V; they are in no edition of the database.
          .filter(name -> !name.startsWith("SystemV/"))
          .collect(toCollection(TreeSet::new));

  private static final int SECONDS_PER_HOUR = 3600;

  private TimeZones() {}

  /** The zone of a name, {@code UTC} and {@code Etc/UTC} among them; case matters. */
  public static Optional<ZoneId> named(String name) {
    return NAMES.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
  }

  /** Says that it is no name of a zone, and which one was probably meant. */
  public static String refusal(String name) {
    String hint = meant(name).map(known -> "; did you mean \"" + known + "\"?").orElse(".");
    return "\"" + name + "\" is not an IANA time zone" + hint;
  }

  private static Optional<String> meant(String name) {
    return ofOffset(name)
        .or(() -> Suggestions.nearest(name, NAMES))
        .or(() -> ofPlace(name.replace(' ', '_')));
  }

  /** Names of whole hours, signed as in POSIX: {@code Etc/GMT-1} is an hour ahead of UTC. */
  private static Optional<String> ofOffset(String name) {
    try {
      ZoneId zone = ZoneId.of(name.toUpperCase(Locale.ROOT)).normalized();
      return zone instanceof ZoneOffset offset ? ofOffset(offset) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofOffset(ZoneOffset offset) {
    int seconds = offset.getTotalSeconds();
    if (seconds == 0) {
      return Optional.of("UTC");
    }
    String name = "Etc/GMT%+d".formatted(-seconds / SECONDS_PER_HOUR);
    return Optional.of(name)
        .filter(known -> seconds % SECONDS_PER_HOUR == 0 && NAMES.contains(known));
  }

  private static Optional<String> ofPlace(String place) {
    return NAMES.stream()
        .filter(name -> name.substring(name.lastIndexOf('/') + 1).equalsIgnoreCase(place))
        .findFirst();
  }
}
