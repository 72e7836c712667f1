package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "87, 87 ms",
    "999, 999 ms",
    "1000, 1 s",
    "1099, 1 s",
    "30000, 30 s",
    "1299, 1.2 s",
    "59999, 59.9 s",
    "60000, 1 min 0 s",
    "125000, 2 min 5 s",
    "3599999, 59 min 59 s",
    "3600000, 1 h 0 min",
    "90060000, 25 h 1 min"
  })
  void durationsReadAsPeopleWriteThem(long millis, String text) {
    assertThat(Span.text(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
