package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeZonesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT-1"})
  void namesOfTheDatabaseAreKnown(String name) {
    assertThat(TimeZones.named(name)).contains(ZoneId.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC+1, Etc/GMT-1",
    "GMT-05:00, Etc/GMT+5",
    "utc+1, Etc/GMT-1",
    "+14, Etc/GMT-14",
    "-12:00, Etc/GMT+12",
    "Z, UTC",
    "UTC+0, UTC",
    "cet, CET",
    "utc, UTC",
    "europe/berlin, Europe/Berlin",
    "Europe/Berln, Europe/Berlin",
    "Berlin, Europe/Berlin",
    "new york, America/New_York",
  })
  void whatIsNoNameIsRefusedWithTheOneThatWasMeant(String name, String meant) {
    assertThat(TimeZones.named(name)).isEmpty();
    assertThat(TimeZones.refusal(name))
        .isEqualTo("\"%s\" is not an IANA time zone; did you mean \"%s\"?", name, meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Mars/Base", "UTC+05:30", "UTC+01:00:01", "-13", "+15", "SystemV/PST8"})
  void whatIsNearNoNameIsRefusedWithoutOne(String name) {
    assertThat(TimeZones.named(name)).isEmpty();
    assertThat(TimeZones.refusal(name)).isEqualTo("\"%s\" is not an IANA time zone.", name);
  }
}
