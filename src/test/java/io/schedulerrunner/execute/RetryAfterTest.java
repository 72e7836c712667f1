package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry-After, RFC 9110, section 10.2.3. */
class RetryAfterTest {

  private static Optional<Duration> asked(String value) {
    return RetryAfter.of(
        Exchanges.refused(503, value).answer().orElseThrow(),
        Instant.parse("2026-11-23T06:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "120|120",
        " 7 |7",
        "999999999|999999999",
        "Mon, 23 Nov 2026 06:00:30 GMT|30",
        "Monday, 23-Nov-26 06:00:30 GMT|30",
        "Mon Nov 23 06:00:30 2026|30",
        "Mon, 23 Nov 2026 05:00:00 GMT|0",
      })
  void isANumberOfSecondsOrADate(String value, int seconds) {
    assertThat(asked(value)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1000000000", "12a", "/", ":", "soon", "Mon, 99 Foo"})
  void isPassedOverWhereItIsNeither(String value) {
    assertThat(asked(value)).isEmpty();
  }

  @Test
  void mayBeAbsent() {
    assertThat(RetryAfter.of(Exchanges.answer(503), Instant.EPOCH)).isEmpty();
  }
}
