package io.schedulerrunner.report;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.time.api.constraints.InstantRange;
import net.jqwik.time.api.constraints.Precision;
import org.junit.jupiter.api.Test;

final class IsoTimeTest {

  private static final DateTimeFormatter EXPECTED =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  @Test
  void millisecondsAlwaysHaveThreeDigits() {
    assertThat(IsoTime.format(Instant.parse("2026-01-02T03:04:05Z")))
        .isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(IsoTime.format(Instant.parse("2026-01-02T03:04:05.007999999Z")))
        .isEqualTo("2026-01-02T03:04:05.007Z");
  }

  @Property
  void everyInstantOfTheCommonEraReadsAsTheStandardWritesIt(
      @ForAll @InstantRange(min = "0001-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z")
          Instant instant) {
    assertThat(IsoTime.format(instant)).isEqualTo(EXPECTED.format(instant));
  }

  @Property
  void aSeriesReadsAsEachTimeDoes(
      @ForAll @Size(max = 5)
          List<
                  @InstantRange(min = "2026-01-02T03:04:05Z", max = "2026-01-02T03:04:07Z")
                  @Precision(value = MILLIS) Instant>
              instants) {
    IsoTimes series = new IsoTimes();

    assertThat(instants.stream().map(series::format))
        .containsExactlyElementsOf(instants.stream().map(EXPECTED::format).toList());
  }

  @Test
  void aYearOfFiveDigitsIsNoReasonToFail() {
    assertThat(IsoTime.format(Instant.parse("+12026-01-02T03:04:05Z")))
        .isEqualTo("12026-01-02T03:04:05.000Z");
  }
}
