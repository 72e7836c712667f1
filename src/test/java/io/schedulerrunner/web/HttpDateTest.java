package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.InstantRange;
import org.junit.jupiter.api.Test;

final class HttpDateTest {

  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Test
  void readsAsTheExampleOfTheStandard() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Property
  void everyInstantReadsAsTheStandardWritesIt(
      @ForAll @InstantRange(min = "1000-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z")
          Instant instant) {
    assertThat(HttpDate.format(instant)).isEqualTo(EXPECTED.format(instant));
  }
}
