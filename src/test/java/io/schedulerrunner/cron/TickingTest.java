package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Five thousand schedules in forty zones, asked as a tick asks, against the slow reference. */
class TickingTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<ZoneId> ZONES =
      new TreeSet<>(ZoneId.getAvailableZoneIds())
          .stream()
              .filter(id -> id.contains("/") && !id.startsWith("Etc/"))
              .map(ZoneId::of)
              .filter(zone -> zone.getRules().nextTransition(START) != null)
              .limit(160)
              .toList();

  private record Asked(Crons.Sample sample, CronExpression expression, ZoneId zone) {
    List<Instant> reference(Instant from, Instant to) {
      return SlowReference.due(
          new SlowReference.Span(from, to),
          zone.getRules(),
          sample.matches(),
          sample.elapsed(),
          DstPolicy.ONCE);
    }

    List<Instant> due(Instant from, Instant to) {
      return expression.due(from, to, zone, DstPolicy.ONCE);
    }
  }

  private static List<Asked> schedules(int count) {
    Random random = new Random(5000);
    List<Asked> schedules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Crons.Sample sample = Crons.sample(random);
      ZoneId zone = ZONES.get(i % 40 * 4);
      schedules.add(new Asked(sample, CronExpression.parse(sample.text(), "e" + i), zone));
    }
    return schedules;
  }

  @Test
  void aYearOfMinutesIsAsTheSlowReferenceSays() {
    for (Asked schedule : schedules(40)) {
      List<Instant> ticks = new ArrayList<>();
      for (Instant at = START; at.isBefore(END); at = at.plus(MINUTE)) {
        ticks.addAll(schedule.due(at, at.plus(MINUTE)));
      }
      List<Instant> expected = schedule.reference(START, END);
      assertThat(ticks).as("%s", schedule).isEqualTo(expected);
      assertThat(schedule.due(START, END)).as("%s", schedule).isEqualTo(expected);
    }
  }

  @Test
  void fiveThousandSchedulesAreRightWhenTheirClocksChange() {
    for (Asked schedule : schedules(5000)) {
      ZoneOffsetTransition change = schedule.zone().getRules().nextTransition(START);
      Instant from = change.getInstant().minus(Duration.ofHours(4));
      Instant to = change.getInstant().plus(Duration.ofHours(4));
      List<Instant> expected = schedule.reference(from, to);
      List<Instant> ticks = new ArrayList<>();
      for (Instant at = from; at.isBefore(to); at = at.plus(MINUTE)) {
        ticks.addAll(schedule.due(at, at.plus(MINUTE)));
      }
      assertThat(ticks).as("%s", schedule).isEqualTo(expected);
    }
  }

  @Test
  void ticksMayBeLateOrRareOrBetweenMinutes() {
    Random random = new Random(3);
    for (Asked schedule : schedules(80)) {
      Instant from = START.plusSeconds(random.nextLong(300 * 86_400L));
      Instant end = from.plus(Duration.ofDays(30));
      List<Instant> ticks = new ArrayList<>();
      Instant at = from;
      while (at.isBefore(end)) {
        Instant next = at.plusMillis(random.nextLong(1, random.nextBoolean() ? 90_000 : 7_200_000));
        ticks.addAll(schedule.due(at, next));
        at = next;
      }
      assertThat(ticks).as("%s", schedule).isEqualTo(schedule.reference(from, at));
    }
  }
}
