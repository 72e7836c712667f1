package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 9 * * 1-5         | At 09:00, Monday to Friday
          0 9 * * *           | At 09:00, every day
          30 9,17 * * SAT,SUN | At 09:30 and 17:30, Saturday and Sunday
          0,30 9-11 * * *     | At 09:00, 09:30, 10:00, 10:30, 11:00 and 11:30, every day
          0 9-15 * * *        | At minute 0 of the hours 9 to 15, every day
          0 9-14 * * *        | At 09:00, 10:00, 11:00, 12:00, 13:00 and 14:00, every day
          * * * * *           | Every minute, every day
          */15 * * * *        | Every 15 minutes, every day
          */15 9-17 * * *     | Every 15 minutes from 09:00 to 17:59, every day
          */15 22-2 * * *     | Every 15 minutes from 22:00 to 02:59, every day
          * 1,3 * * *         | Every minute of the hours 1 and 3, every day
          * 0-23 * * *        | Every minute, every day
          */7 8 * * *         | Every 7 minutes from 08:00 to 08:59, every day
          5,35 * * * *        | At minute 5 and 35 of every hour, every day
          1-3,10,11 * * * *   | At minute 1 to 3, 10 and 11 of every hour, every day
          30 * * * *          | At minute 30 of every hour, every day
          0 */2 * * *         | At minute 0 of the hours 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 22, every day
          0 0 1 * *           | At 00:00, on day 1 of the month
          0 0 1,15 JAN,JUL *  | At 00:00, on day 1 and 15 of the month, in January and July
          0 0 * JUN-AUG *     | At 00:00, every day, in June to August
          0 0 * NOV-FEB *     | At 00:00, every day, in November to February
          0 0 13 * FRI        | At 00:00, on day 13 of the month or on Friday
          0 0 */2 * FRI       | At 00:00, on day 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29 and 31 of the month if it is Friday
          0 0 1-31 * FRI      | At 00:00, every day
          0 0 13 * 0-6        | At 00:00, every day
          0 0 * * SAT-TUE     | At 00:00, Saturday to Tuesday
          0 0 * * SAT-SUN     | At 00:00, Saturday and Sunday
          0 0 * * 1,3,5       | At 00:00, Monday, Wednesday and Friday
          0 0 1,31 * *        | At 00:00, on day 1 and 31 of the month
          0,59 * * * *        | At minute 0 and 59 of every hour, every day
          @hourly             | At minute 0 of every hour, every day
          """)
  void saysItInEnglish(String text, String words) {
    assertThat(CronExpression.parse(text, "x").words()).isEqualTo(words);
  }
}
