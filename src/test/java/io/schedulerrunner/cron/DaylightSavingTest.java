package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaylightSavingTest {

  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2038-01-01T00:00:00Z");

  /** One zone for each set of rules: every zone there is, without the aliases. */
  private static final Map<ZoneRules, ZoneId> ZONES = zones();

  private static Map<ZoneRules, ZoneId> zones() {
    Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .forEach(zone -> zones.putIfAbsent(zone.getRules(), zone));
    return zones;
  }

  private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return transitions;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *    | ONCE | 2026-03-08 | 07:00
          30 2 * * *    | BOTH | 2026-03-08 | 07:00
          30 2 * * *    | SKIP | 2026-03-08 |
          0,30 2 * * *  | ONCE | 2026-03-08 | 07:00
          0 2,3 * * *   | ONCE | 2026-03-08 | 07:00
          0 */2 * * *   | ONCE | 2026-03-08 | 05:00 07:00 08:00 10:00
          59 1 * * *    | ONCE | 2026-03-08 | 06:59
          0 3 * * *     | SKIP | 2026-03-08 | 07:00
          30 * * * *    | ONCE | 2026-03-08 | 05:30 06:30 07:30 08:30 09:30 10:30
          */30 1-3 * * * | ONCE | 2026-03-08 | 06:00 06:30 07:00 07:30
          */30 2 * * *  | BOTH | 2026-03-08 |
          30 1 * * *    | ONCE | 2026-11-01 | 05:30
          30 1 * * *    | SKIP | 2026-11-01 | 05:30
          30 1 * * *    | BOTH | 2026-11-01 | 05:30 06:30
          0 2 * * *     | ONCE | 2026-11-01 | 07:00
          0 1,2 * * *   | BOTH | 2026-11-01 | 05:00 06:00 07:00
          30 * * * *    | SKIP | 2026-11-01 | 05:30 06:30 07:30 08:30 09:30 10:30
          */30 1 * * *  | SKIP | 2026-11-01 | 05:00 05:30 06:00 06:30
          """)
  void newYork(String text, DstPolicy policy, LocalDate date, String expected) {
    Instant start = date.atTime(4, 59).toInstant(ZoneOffset.UTC);
    List<String> due =
        CronExpression.parse(text, "x")
            .due(start, start.plus(Duration.ofHours(6)), ZoneId.of("America/New_York"), policy)
            .stream()
            .map(
                instant ->
                    LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toLocalTime().toString())
            .toList();
    assertThat(String.join(" ", due)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void everyTransitionOfEveryZoneIsAsTheSlowReferenceSays() {
    int seen = 0;
    Random random = new Random(20260308);
    for (Map.Entry<ZoneRules, ZoneId> zone : ZONES.entrySet()) {
      for (ZoneOffsetTransition transition : transitions(zone.getKey())) {
        agrees(zone.getValue(), transition, random);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(2000);
  }

  private static void agrees(ZoneId zone, ZoneOffsetTransition transition, Random random) {
    Instant from = transition.getInstant().minus(Duration.ofHours(30));
    Instant to = transition.getInstant().plus(Duration.ofHours(30));
    int hour = transition.getDateTimeBefore().getHour() + random.nextInt(-1, 2);
    Crons.Sample sample = Crons.sample(random, Math.floorMod(hour, 24));
    CronExpression expression = CronExpression.parse(sample.text(), "x");
    DstPolicy policy = List.of(DstPolicy.values()).get(random.nextInt(3));
    List<Instant> expected =
        SlowReference.due(
            new SlowReference.Span(from, to),
            zone.getRules(),
            sample.matches(),
            sample.elapsed(),
            policy);
    String what = sample.text() + " " + zone + " " + transition + " " + policy;
    assertThat(expression.isElapsed()).as(what).isEqualTo(sample.elapsed());
    assertThat(expression.due(from, to, zone, policy)).as(what).isEqualTo(expected);
    List<Instant> ticks = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      ticks.addAll(expression.due(at, at.plusSeconds(60), zone, policy));
    }
    assertThat(ticks).as("by the minute: %s", what).isEqualTo(expected);
  }

  @Test
  void whatIsOnceADayIsNeverSkippedAndNeverDoubled() {
    Random random = new Random(20261101);
    for (Map.Entry<ZoneRules, ZoneId> zone : ZONES.entrySet()) {
      for (ZoneOffsetTransition transition : transitions(zone.getKey())) {
        LocalDateTime near = transition.getDateTimeBefore().plusMinutes(random.nextInt(-90, 90));
        String text = near.getMinute() + " " + near.getHour() + " * * *";
        Instant middle = transition.getInstant();
        List<Instant> due =
            CronExpression.parse(text, "x")
                .due(
                    middle.minus(Duration.ofHours(60)),
                    middle.plus(Duration.ofHours(60)),
                    zone.getValue(),
                    DstPolicy.ONCE);
        String what = text + " " + zone.getValue() + " " + transition;
        assertThat(due).as(what).hasSize(5);
        for (int i = 1; i < due.size(); i++) {
          assertThat(Duration.between(due.get(i - 1), due.get(i)))
              .as(what)
              .isGreaterThanOrEqualTo(Duration.ofHours(20));
        }
      }
    }
  }

  @Test
  void whatIsEveryQuarterOfAnHourNeitherStopsNorHurries() {
    CronExpression expression = CronExpression.parse("*/15 * * * *", "x");
    for (Map.Entry<ZoneRules, ZoneId> zone : ZONES.entrySet()) {
      for (ZoneOffsetTransition transition : transitions(zone.getKey())) {
        Instant from = transition.getInstant().minus(Duration.ofHours(3));
        List<Instant> due =
            expression.due(from, from.plus(Duration.ofHours(6)), zone.getValue(), DstPolicy.ONCE);
        assertThat(due).as("%s %s", zone.getValue(), transition).hasSize(24);
        for (int i = 1; i < due.size(); i++) {
          assertThat(due.get(i)).isEqualTo(due.get(i - 1).plus(Duration.ofMinutes(15)));
        }
      }
    }
  }

  @Test
  void theNextOneIsTheFirstThatIsDue() {
    Random random = new Random(7);
    List<ZoneId> zones = List.copyOf(ZONES.values());
    for (int i = 0; i < 300; i++) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      Crons.Sample sample = Crons.sample(random);
      CronExpression expression = CronExpression.parse(sample.text(), "x");
      Instant after = FIRST.plusSeconds(random.nextLong(17L * 365 * 86_400));
      List<Instant> expected =
          SlowReference.due(
              new SlowReference.Span(after, after.plus(Duration.ofDays(40))),
              zone.getRules(),
              sample.matches(),
              sample.elapsed(),
              DstPolicy.ONCE);
      Instant next = expression.next(after, zone, DstPolicy.ONCE).orElseThrow();
      if (expected.isEmpty()) {
        assertThat(next).isAfter(after.plus(Duration.ofDays(40)));
      } else {
        assertThat(next).as("%s %s %s", sample.text(), zone, after).isEqualTo(expected.getFirst());
      }
    }
  }

  @Test
  void aWholeDayThatAZoneLeavesOutIsMadeUpForAtItsEnd() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Instant before = Instant.parse("2011-12-29T20:00:00Z");
    CronExpression nine = CronExpression.parse("0 9 * * *", "x");
    assertThat(nine.next(before, apia, DstPolicy.ONCE))
        .contains(Instant.parse("2011-12-30T10:00:00Z"));
    assertThat(nine.next(before, apia, DstPolicy.SKIP))
        .contains(Instant.parse("2011-12-30T19:00:00Z"));
  }

  @Test
  void yearsMayPassBetweenTwoTimes() {
    assertThat(
            CronExpression.parse("0 0 29 2 *", "x")
                .next(Instant.parse("2096-03-01T00:00:00Z"), ZoneId.of("UTC"), DstPolicy.ONCE))
        .contains(Instant.parse("2104-02-29T00:00:00Z"));
    assertThat(
            CronExpression.parse("0 0 */28 2 1", "x")
                .next(
                    Instant.parse("2088-03-01T00:00:00Z"),
                    ZoneId.of("Europe/Paris"),
                    DstPolicy.ONCE))
        .isPresent();
  }
}
