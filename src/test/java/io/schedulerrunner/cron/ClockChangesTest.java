package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.DstPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Half past two in Berlin, on 29 March 2026, when it does not exist, and on 25 October, when it
 * exists at 00:30 and at 01:30 UTC. All other times are in UTC.
 */
class ClockChangesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate SPRING = LocalDate.of(2026, 3, 29);
  private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 25);

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  private static List<Instant> due(
      String expression, DstPolicy policy, LocalDate day, String from, String to) {
    return CronExpression.parse(expression, "x").due(at(day, from), at(day, to), BERLIN, policy);
  }

  private static Instant next(String expression, DstPolicy policy, LocalDate day, String after) {
    return CronExpression.parse(expression, "x").next(at(day, after), BERLIN, policy).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "30 2 * * *, ONCE, 00:00, 2026-03-29T01:00:00Z",
    "30 2 * * *, BOTH, 00:00, 2026-03-29T01:00:00Z",
    "30 2 * * *, SKIP, 00:00, 2026-03-30T00:30:00Z",
    "*/30 2 * * *, ONCE, 00:00, 2026-03-30T00:00:00Z",
    "*/30 2 * * *, SKIP, 00:00, 2026-03-30T00:00:00Z",
    "0 3 * * *, SKIP, 00:00, 2026-03-29T01:00:00Z",
    "30 2 * * *, ONCE, 01:00, 2026-03-30T00:30:00Z"
  })
  void whatTheClockJumpsOverIsDueAfterTheJumpUnlessItIsSkipped(
      String expression, DstPolicy policy, String after, Instant next) {
    assertThat(next(expression, policy, SPRING, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "30 2 * * *, ONCE, 00:00, 2026-10-25T00:30:00Z",
    "30 2 * * *, ONCE, 00:30, 2026-10-26T01:30:00Z",
    "30 2 * * *, ONCE, 00:40, 2026-10-26T01:30:00Z",
    "30 2 * * *, ONCE, 01:10, 2026-10-26T01:30:00Z",
    "30 2 * * *, SKIP, 00:00, 2026-10-25T00:30:00Z",
    "30 2 * * *, SKIP, 00:30, 2026-10-26T01:30:00Z",
    "30 2 * * *, BOTH, 00:30, 2026-10-25T01:30:00Z",
    "30 2 * * *, BOTH, 01:10, 2026-10-25T01:30:00Z",
    "*/30 2 * * *, ONCE, 00:30, 2026-10-25T01:00:00Z",
    "0 3 * * *, ONCE, 00:30, 2026-10-25T02:00:00Z",
    "0 3 * * *, ONCE, 01:30, 2026-10-25T02:00:00Z"
  })
  void whatTheClockShowsTwiceIsDueTheFirstTimeUnlessBothAreWanted(
      String expression, DstPolicy policy, String after, Instant next) {
    assertThat(next(expression, policy, AUTUMN, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "ONCE, 00:29, 00:30, 1",
    "ONCE, 01:29, 01:30, 0",
    "ONCE, 01:00, 02:00, 0",
    "ONCE, 00:00, 02:00, 1",
    "BOTH, 00:29, 00:30, 1",
    "BOTH, 01:29, 01:30, 1",
    "BOTH, 00:00, 02:00, 2"
  })
  void aTickInTheHourThatComesTwiceGoesByThePolicy(
      DstPolicy policy, String from, String to, int count) {
    assertThat(due("30 2 * * *", policy, AUTUMN, from, to)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"ONCE, 00:59, 1", "ONCE, 00:58, 1", "SKIP, 00:59, 0", "SKIP, 00:58, 0"})
  void aTickAtTheEndOfTheGapSeesToWhatItSwallowed(DstPolicy policy, String from, int count) {
    assertThat(due("30 2 * * *", policy, SPRING, from, "01:00")).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "11:59:00, 12:00:00, 1",
    "11:59:59, 12:00:59, 1",
    "12:00:00, 12:01:00, 0",
    "12:00:00, 12:00:59, 0",
    "12:00:10, 12:00:50, 0",
    "11:58:00, 11:59:59, 0",
    "11:58:59, 12:00:00, 1",
    "11:00:00, 13:00:00, 1"
  })
  void theBeginningOfASpanIsExcludedAndItsEndIncluded(String from, String to, int count) {
    assertThat(due("0 14 * * *", DstPolicy.ONCE, AUTUMN.minusMonths(1), from, to)).hasSize(count);
  }
}
