package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schedulerrunner.config.DstPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronGrammarTest {

  private static CronExpression parse(String text) {
    return CronExpression.parse(text, "nightly");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 9 * * 1-5              | 0 9 * * 1-5
          0 9 * * MON-fri          | 0 9 * * 1-5
          0 0 1 Jan,JUL *          | 0 0 1 1,7 *
          0 0 * * 7                | 0 0 * * 0
          0 0 * * 7,1              | 0 0 * * 0,1
          0 0 * * SUN-TUE          | 0 0 * * 0-2
          0 0 * * 7-2              | 0 0 * * 0-2
          0 0 * * 5-7              | 0 0 * * 0,5,6
          0 0 * * 0-7              | 0 0 * * 0-6
          0 0 * * 1-7              | 0 0 * * 0-6
          0 0 * * 5-7/2            | 0 0 * * 0,5
          0 0 * * FRI-MON          | 0 0 * * 0,1,5,6
          0 0 * * SAT-SUN          | 0 0 * * 0,6
          0 22-2 * * *             | 0 0-2,22,23 * * *
          0 22-3/2 * * *           | 0 0,2,22 * * *
          0 0 30-2 * *             | 0 0 1,2,30,31 * *
          0 0 1 NOV-FEB *          | 0 0 1 1,2,11,12 *
          5/15 * * * *             | 5,20,35,50 * * * *
          0-59 0-23 1-31 1-12 *    | * * 1-31 * *
          */15 */6 */10 */3 */2    | */15 */6 */10 */3 */2
          */1 */1 */1 */1 */1      | * * * * *
          0 0 */10,5 * MON         | 0 0 */10,1,5,11,21,31 * 1
          0 0 10/7 * *             | 0 0 10,17,24,31 * *
          0 */99 * * *             | 0 */99 * * *
          59 23 31 12 6            | 59 23 31 12 6
          @hourly                  | 0 * * * *
          @daily                   | 0 0 * * *
          @midnight                | 0 0 * * *
          @weekly                  | 0 0 * * 0
          @monthly                 | 0 0 1 * *
          @yearly                  | 0 0 1 1 *
          @annually                | 0 0 1 1 *
          """)
  void readsTheWholeGrammar(String text, String canonical) {
    assertThat(parse(text).canonical()).isEqualTo(canonical);
  }

  @Test
  void fieldsMayBeSeparatedByAnyWhiteSpace() {
    CronExpression expression = parse("  0\t9  * * 1-5 ");
    assertThat(expression.canonical()).isEqualTo("0 9 * * 1-5");
    assertThat(expression).hasToString("  0\t9  * * 1-5 ");
    assertThat(parse(" @daily ").canonical()).isEqualTo("0 0 * * *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ^^               | 0  | five fields are needed
          0 9              | 3  | 2 of five fields
          0 9 * *          | 7  | 4 of five fields
          0 0 9 * * 1      | 10 | 6 fields instead of five (minute, hour, day of month, month, day of week); unix cron has no seconds
          0 0 9 * * 1 2026 | 10 | 7 fields instead of five
          0 0 9 * * 1 1 1  | 10 | 8 fields instead of five (minute, hour, day of month, month, day of week).
          60 9 * * *       | 0  | minute: minute is from 0 to 59, not 60.
          0 24 * * *       | 2  | hour is from 0 to 23, not 24.
          0 9 0 * *        | 4  | day of month is from 1 to 31, not 0.
          0 9 32 * *       | 4  | day of month is from 1 to 31, not 32.
          0 9 * 13 *       | 6  | month is from 1 to 12, not 13.
          0 9 * * 8        | 8  | day of week is from 0 to 7, not 8.
          99999999999 9 * * * | 0 | not 99999999999.
          0 9 * * MON-FRY  | 12 | "FRY" is not expected here. The names are SUN, MON, TUE, WED, THU, FRI, SAT.
          0 9 * FOO *      | 6  | "FOO" is not expected here. The names are JAN, FEB
          x 9 * * *        | 0  | "x" is not expected here. Numbers, commas, - / * and H may stand here.
          1,, 9 * * *      | 2  | "," is not expected here.
          1, 9 * * *       | 2  | something is missing here.
          0 9 * * 1-       | 10 | something is missing here.
          5- 9 * * *       | 2  | something is missing here.
          */0 9 * * *      | 2  | a step must be at least 1.
          */x 9 * * *      | 2  | "x" is not expected here.
          *5 9 * * *       | 1  | "5" is not expected here.
          -5 9 * * *       | 0  | "-" is not expected here.
          0 9 ? * *        | 4  | ? belongs to Quartz; write *
          0 9 L * *        | 4  | no L (last day)
          0 9 LW * *       | 4  | no L (last day)
          0 9 15W * *      | 6  | no W (nearest weekday)
          0 9 * * 5L       | 9  | no L (last day)
          0 9 * * MON#2    | 11 | no # (which weekday of the month)
          H(5 9 * * *      | 3  | H takes a range such as H(0-29).
          H(5-9 9 * * *    | 5  | H takes a range such as H(0-29).
          H(9-5) 9 * * *   | 4  | must not go around the end
          0 0 31 2 *       | 4  | this day does not exist in any of the months named.
          0 0 30 2 *       | 4  | this day does not exist
          0 0 31 4,6,9,11 * | 4 | this day does not exist
          0 0 31 2,4 *     | 4  | this day does not exist
          ^ @every 5m^     | 1  | there are @hourly, @daily
          @reboot          | 0  | there are @hourly, @daily
          """)
  void saysWhatIsWrongAndWhere(String text, int position, String message) {
    CronException error = catchThrowableOfType(CronException.class, () -> parse(text));
    assertThat(error.position()).isEqualTo(position);
    assertThat(error).hasMessageContaining(message);
    assertThat(error).hasMessageStartingWith("\"%s\", position %s: ", text, position + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 9",
        "0 0 9 * * 1",
        "1 2 3 4 5 6 7 8 9",
        "60 * * * *",
        "0 24 * * *",
        "0 0 99 * *",
        "0 0 * 13 *",
        "0 0 * * 9",
        "0 0 31 2 *",
        "@never"
      })
  void everyErrorShowsAnExampleThatIsValid(String text) {
    CronException error = catchThrowableOfType(CronException.class, () -> parse(text));
    String example = error.problem("endpoints[0].schedule").example();
    assertThat(error).hasMessageEndingWith(" Example: %s", example);
    assertThat(CronExpression.problem("schedule", example, "x")).isEmpty();
  }

  @Test
  void anErrorIsAProblemOfAConfiguration() {
    assertThat(CronExpression.problem("endpoints[0].schedule", "0 25 * * *", "x"))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .hasToString(
                        "endpoints[0].schedule: \"0 25 * * *\", position 3: hour: hour is from 0"
                            + " to 23, not 25. Example: 0 9-17 * * *"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 29 2 *",
        "0 0 30 4 *",
        "0 0 30 2,4 *",
        "0 0 31 2,3 *",
        "0 0 31 * *",
        "0 0 31 2 MON",
        "0 0 30,31 2 1"
      })
  void whatIsPossibleIsAccepted(String text) {
    assertThat(parse(text).next(Instant.EPOCH, ZoneOffset.UTC, DstPolicy.ONCE)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 13 * FRI   | 2026-11-06, 2026-11-13, 2026-11-20, 2026-11-27
          0 0 */2 * FRI  | 2026-11-13, 2026-11-27
          0 0 13 * */5   | 2026-11-13
          0 0 1-31 * FRI | ALL
          0 0 8 * *      | 2026-11-08
          0 0 * * SUN    | 2026-11-01, 2026-11-08, 2026-11-15, 2026-11-22, 2026-11-29
          """)
  void aDayOfTheMonthOrOfTheWeekAsVixieCronDoes(String text, String days) {
    List<String> due =
        parse(text)
            .due(
                Instant.parse("2026-10-31T12:00:00Z"),
                Instant.parse("2026-11-30T12:00:00Z"),
                ZoneOffset.UTC,
                DstPolicy.ONCE)
            .stream()
            .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC).toString())
            .toList();
    if ("ALL".equals(days)) {
      assertThat(due).hasSize(30);
    } else {
      assertThat(String.join(", ", due)).isEqualTo(days);
    }
  }

  @Test
  void theHashIsStableForAName() {
    assertThat(parse("H H * * *").canonical()).isEqualTo("39 12 * * *");
    assertThat(CronExpression.parse("H H * * *", "weekly").canonical()).isEqualTo("14 21 * * *");
  }

  @ParameterizedTest
  @CsvSource({
    "H * * * *, MINUTE, 60, 1",
    "* H * * *, HOUR, 24, 1",
    "0 0 H * *, DAY_OF_MONTH, 28, 1",
    "0 0 1 H *, MONTH, 12, 1",
    "0 0 * * H, DAY_OF_WEEK, 7, 1",
    "H(0-29) * * * *, MINUTE, 30, 1",
    "0 0 * * H(5-7), DAY_OF_WEEK, 3, 1",
    "H/15 * * * *, MINUTE, 60, 4",
    "H(10-29)/10 * * * *, MINUTE, 20, 2",
    "H/90 * * * *, MINUTE, 60, 1",
    "'H,H(0-0) 0 * * *', MINUTE, 60, 2"
  })
  void theHashSpreadsNamesOverTheWholeRangeAndNotBeyond(
      String text, CronField field, int values, int least) {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      CronExpression expression = CronExpression.parse(text, "endpoint-" + i);
      long bits = expression.fields().bits(field);
      assertThat(Long.bitCount(bits)).isBetween(Math.max(1, least - 1), least);
      for (int value = 0; value < 60; value++) {
        if ((bits >> value & 1) != 0) {
          seen.add(value);
        }
      }
    }
    assertThat(seen).hasSize(values);
  }

  @Test
  void aHashedStepKeepsItsDistance() {
    long bits = CronExpression.parse("H/15 * * * *", "a").fields().minutes();
    int first = Long.numberOfTrailingZeros(bits);
    assertThat(first).isLessThan(15);
    assertThat(CronText.list(bits))
        .isEqualTo("%d,%d,%d,%d".formatted(first, first + 15, first + 30, first + 45));
    long bounded = CronExpression.parse("H(10-29)/10 * * * *", "a").fields().minutes();
    assertThat(Long.numberOfTrailingZeros(bounded)).isBetween(10, 19);
  }

  @ParameterizedTest
  @CsvSource({
    "0 * * * *, true",
    "*/5 2 * * *, true",
    "* 2 * * *, true",
    "0-59 2 * * *, true",
    "H/15 2 * * *, true",
    "H(0-30)/15 2 * * *, true",
    "H 2 * * *, false",
    "'0,30/5 2 * * *', false",
    "0 */2 * * *, false",
    "0 0-23 * * *, true",
    "0 2 * * *, false"
  })
  void runningEveryHourOrEverySoManyMinutesFollowsElapsedTime(String text, boolean elapsed) {
    assertThat(parse(text).isElapsed()).isEqualTo(elapsed);
  }
}
