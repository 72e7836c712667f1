package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.DstPolicy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcExpressionsTest {

  private static Optional<List<String>> utc(String text, String offset) {
    return UtcExpressions.of(CronExpression.parse(text, "x"), ZoneOffset.of(offset));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 9 * * 1-5      | -05:00 | 0 14 * * 1-5
          0 9 * * 1-5      | -04:00 | 0 13 * * 1-5
          0 22 * * MON     | -05:00 | 0 3 * * 2
          0 22 * * SAT     | -05:00 | 0 3 * * 0
          0 8 * * SUN      | +09:00 | 0 23 * * 6
          0 20,22 * * MON  | -03:00 | 0 23 * * 1; 0 1 * * 2
          30 9 * * *       | +05:30 | 0 4 * * *
          0 9-11 * * *     | +05:30 | 30 3-5 * * *
          0,30 9,10 * * *  | +05:30 | 30 3 * * *; 0,30 4 * * *; 0 5 * * *
          */15 * * * *     | +05:45 | */15 * * * *
          */20 8 * * *     | +05:30 | 30,50 2 * * *; 10 3 * * *
          0 22 15 * *      | -05:00 | 0 3 16 * *
          0 8 15 * *       | +09:00 | 0 23 14 * *
          0 22 31 * *      | -05:00 | 0 3 1 1,2,4,6,8,9,11 *
          0 8 31 * *       | +09:00 | 0 23 30 1,3,5,7,8,10,12 *
          0 22 1-30 1,4 *  | -05:00 | 0 3 2-31 1,4 *; 0 3 1 5 *
          0 22 30 4 *      | -05:00 | 0 3 1 5 *
          0 22 30 * *      | -05:00 | 0 3 31 1,3,8 *; 0 3 1,31 5,7,10,12 *
          0 22 * 6 *       | -05:00 | 0 3 2-30 6 *; 0 3 1 7 *
          0 22 * 2 *       | -05:00 | 0 3 2-29 2 *; 0 3 1 3 *
          0 22 13 * FRI    | -05:00 | 0 3 14 * 6
          0 22 31 * FRI    | -05:00 | 0 3 1 1,2,4,6,8,9,11 *; 0 3 * * 6
          0 8 31 * FRI     | +09:00 | 0 23 30 1,3,5,7,8,10,12 *; 0 23 * * 4
          0 22 30 * FRI    | -05:00 | 0 3 31 1,3,8 *; 0 3 1,31 5,7,10,12 *; 0 3 * * 6
          0 9 13 * FRI     | -05:00 | 0 14 13 * 5
          0 9 */2 3 FRI    | -05:00 | 0 14 */2 3 5
          0 22 1-31 6 FRI  | -05:00 | 0 3 2-30 6 *; 0 3 1 7 *
          0 22 13 6 0-6    | -05:00 | 0 3 2-30 6 *; 0 3 1 7 *
          0 22 * * *       | -05:00 | 0 3 * * *
          0 */2 * * *      | +01:00 | 0 1,3,5,7,9,11,13,15,17,19,21,23 * * *
          0 6 2-31 1 *     | +14:00 | 0 16 1-30 1 *
          0 1,23 1 1,2 *   | +02:00 | 0 23 31 1,12 *; 0 21 1 1,2 *
          """)
  void isTheLocalExpressionShifted(String text, String offset, String expected) {
    assertThat(utc(text, offset).map(lines -> String.join("; ", lines))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 8 1 * *      | +09:00
          0 8 1 3 *      | +09:00
          0 22 28 2 *    | -05:00
          0 22 * 6 MON   | -05:00
          0 22 */2 * MON | -05:00
          0 22 13 6 MON  | -05:00
          0 22 28 * MON  | -05:00
          0 9 * * *      | -00:44:30
          """)
  void saysSoWhereCronHasNoWords(String text, String offset) {
    assertThat(utc(text, offset)).isEmpty();
  }

  @Test
  void togetherTheyAreDueExactlyWhenTheLocalExpressionIs() {
    Random random = new Random(9);
    Instant from = Instant.parse("2027-12-20T00:00:00Z");
    Instant to = Instant.parse("2029-03-10T00:00:00Z");
    int said = 0;
    for (int i = 0; i < 250; i++) {
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(900 * random.nextInt(-48, 57));
      String text = Crons.sample(random).text();
      Optional<List<String>> utc = UtcExpressions.of(CronExpression.parse(text, "x"), offset);
      if (utc.isPresent()) {
        said++;
        TreeSet<Instant> union = new TreeSet<>();
        for (String line : utc.get()) {
          union.addAll(
              CronExpression.parse(line, "x").due(from, to, ZoneOffset.UTC, DstPolicy.ONCE));
        }
        assertThat(List.copyOf(union))
            .as("%s %s %s", text, offset, utc)
            .isEqualTo(CronExpression.parse(text, "x").due(from, to, offset, DstPolicy.ONCE));
      }
    }
    assertThat(said).isGreaterThan(150);
  }
}
