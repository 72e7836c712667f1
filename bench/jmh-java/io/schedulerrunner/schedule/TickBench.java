package io.schedulerrunner.schedule;

import io.schedulerrunner.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One look at 5,000 schedules in 40 zones; every look is a minute later than the one before. */
@State(Scope.Thread)
public class TickBench {
  private static final int SCHEDULES = 5_000;
  private static final int ZONES = 40;
  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.startsWith("America/") || zone.startsWith("Europe/"))
          .sorted()
          .limit(ZONES)
          .toList();

  private final Timetable timetable =
      Timetable.of(
          Configuration.load(Map.of("ENDPOINTS", endpoints()), Path.of("."))
              .endpoints()
              .current());
  private Instant at = Instant.parse("2026-03-28T12:00:00Z");

  private static String endpoints() {
    Random random = new Random(7);
    return IntStream.range(0, SCHEDULES)
        .mapToObj(
            i ->
                "{\"name\": \"e%d\", \"url\": \"http://a.example/%d\", \"schedule\": \"%s\", \"time_zone\": \"%s\"}"
                    .formatted(i, i, expression(random), NAMES.get(i % ZONES)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String expression(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "*/%d * * * *".formatted(2 + random.nextInt(20));
      case 1 -> "%d * * * *".formatted(random.nextInt(60));
      case 2 -> "%d %d * * MON-FRI".formatted(random.nextInt(60), random.nextInt(24));
      default -> "%d %d %d * *".formatted(random.nextInt(60), random.nextInt(24), 1 + random.nextInt(28));
    };
  }

  private Tick tick() {
    at = at.plusSeconds(60);
    return new Tick("tick", at, Duration.ofMinutes(1));
  }

  /** Where nothing was missed. */
  @Benchmark
  public List<Firing> due() {
    return tick().firings(timetable, Set.of(), Optional.empty());
  }

  /** Where the tick before is remembered. */
  @Benchmark
  public List<Firing> dueSinceTheLast() {
    Tick tick = tick();
    return tick.firings(timetable, Set.of(), Optional.of(tick.at().minusSeconds(60)));
  }
}
