package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.schedulerrunner.config.DstPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExplanationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static CronExplanation explain(String text, String zone, DstPolicy policy) {
    return CronExplanation.of(CronExpression.parse(text, "x"), ZoneId.of(zone), policy, NOW);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        CronExplanationTest.class.getResourceAsStream("/io/schedulerrunner/cron/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void nineInNewYorkOnWeekdaysIsFourteenInWinterAndThirteenInSummer() {
    CronExplanation explanation = explain("0 9 * * 1-5", "America/New_York", DstPolicy.ONCE);
    assertThat(explanation.periods())
        .extracting(
            period -> period.from().orElseThrow().toString(),
            period -> period.offset().getId(),
            CronExplanation.Period::utc)
        .containsExactly(
            tuple("2026-11-01T06:00:00Z", "-05:00", Optional.of(List.of("0 14 * * 1-5"))),
            tuple("2027-03-14T07:00:00Z", "-04:00", Optional.of(List.of("0 13 * * 1-5"))),
            tuple("2027-11-07T06:00:00Z", "-05:00", Optional.of(List.of("0 14 * * 1-5"))));
    assertThat(explanation.next()).hasSize(10);
    assertThat(explanation.next().getFirst()).isEqualTo("2026-11-23T14:00:00Z");
    assertThat(explanation.warnings()).isEmpty();
    assertThat(explanation.changesClocks()).isTrue();
  }

  @Test
  void theTextOfTheSeedExample() throws IOException {
    assertThat(explain("0 9 * * 1-5", "America/New_York", DstPolicy.ONCE).text())
        .isEqualTo(golden("new-york.txt"));
  }

  @Test
  void theTextWhereClocksMatter() throws IOException {
    assertThat(explain("30 2 1,31 * *", "Europe/Berlin", DstPolicy.ONCE).text())
        .isEqualTo(golden("berlin.txt"));
  }

  @Test
  void theTextWhereClocksNeverChange() throws IOException {
    assertThat(explain("0,30 9,10 * * MON-FRI", "Asia/Kolkata", DstPolicy.ONCE).text())
        .isEqualTo(golden("kolkata.txt"));
  }

  @Test
  void utcIsItself() throws IOException {
    assertThat(explain("@daily", "UTC", DstPolicy.ONCE).text()).isEqualTo(golden("utc.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *   | ONCE | 2027-03-28: the clocks go from 02:00 to 03:00; 02:30: no such time; one run at 03:00 (2027-03-28T01:00:00Z) instead. | 2027-10-31: the clocks go from 03:00 to 02:00; 02:30: twice that day; runs the first time only.
          30 2 * * *   | SKIP | 2027-03-28: the clocks go from 02:00 to 03:00; 02:30: no such time; left out. | 2027-10-31: the clocks go from 03:00 to 02:00; 02:30: twice that day; runs the first time only.
          30 2 * * *   | BOTH | 2027-03-28: the clocks go from 02:00 to 03:00; 02:30: no such time; one run at 03:00 (2027-03-28T01:00:00Z) instead. | 2027-10-31: the clocks go from 03:00 to 02:00; 02:30: twice that day; runs both times.
          */15 2 * * * | ONCE | 2027-03-28: the clocks go from 02:00 to 03:00; 02:00, 02:15, 02:30 …: no such time; left out, as the schedule follows elapsed time. | 2027-10-31: the clocks go from 03:00 to 02:00; 02:00, 02:15, 02:30 …: twice that day; runs both times, as the schedule follows elapsed time.
          0,20,40 2 * * * | SKIP | 2027-03-28: the clocks go from 02:00 to 03:00; 02:00, 02:20, 02:40: no such time; left out. | 2027-10-31: the clocks go from 03:00 to 02:00; 02:00, 02:20, 02:40: twice that day; runs the first time only.
          0 3 * * *    | ONCE | |
          30 * * * *   | ONCE | |
          """)
  void warnsOfTheDaysOnWhichClocksChange(
      String text, DstPolicy policy, String spring, String autumn) {
    List<String> warnings = explain(text, "Europe/Berlin", policy).warnings();
    assertThat(String.join("\n", warnings)).isEqualTo(spring == null ? "" : spring + "\n" + autumn);
  }

  @Test
  void saysWhereUtcHasNoWords() {
    assertThat(explain("0 8 1 * *", "Asia/Tokyo", DstPolicy.ONCE).text())
        .contains("  always (UTC+09:00)\n    cron cannot say this in UTC");
  }

  @Test
  void anOffsetHasNoTransitions() {
    assertThat(explain("0 8 * * *", "+02:00", DstPolicy.ONCE).periods())
        .containsExactly(
            new CronExplanation.Period(
                Optional.empty(), ZoneOffset.ofHours(2), Optional.of(List.of("0 6 * * *"))));
  }

  @Test
  void anInstantOfChangeBelongsToWhatComes() {
    Instant change = Instant.parse("2027-03-28T01:00:00Z");
    CronExplanation explanation =
        CronExplanation.of(
            CronExpression.parse("0 8 * * *", "x"),
            ZoneId.of("Europe/Berlin"),
            DstPolicy.ONCE,
            change);
    assertThat(explanation.periods().getFirst().from()).contains(change);
    assertThat(explanation.periods().getFirst().utc()).contains(List.of("0 6 * * *"));
  }
}
