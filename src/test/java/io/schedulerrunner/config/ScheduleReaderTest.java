package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ScheduleReaderTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule read(String fields) {
    return Endpoints.one("'schedule': '@daily', 'time_zone': 'Europe/Berlin'" + fields)
        .schedule()
        .orElseThrow();
  }

  @Test
  void onlyTheExpressionIsNeeded() {
    Schedule schedule = read("");
    assertThat(schedule).isEqualTo(new Schedule("@daily", BERLIN));
    assertThat(schedule.dst()).isEqualTo(DstPolicy.ONCE);
    assertThat(schedule.calendar()).isEqualTo(Calendar.ALWAYS);
    assertThat(schedule.catchUp()).isEqualTo(new CatchUp(CatchUp.Policy.LAST, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @EnumSource
  void everyPolicyForClockChangesHasItsWord(DstPolicy policy) {
    assertThat(read(", 'dst': '" + policy + "'").dst()).isEqualTo(policy);
  }

  @ParameterizedTest
  @EnumSource
  void everyPolicyForMissedTimesHasItsWord(CatchUp.Policy policy) {
    assertThat(read(", 'catch_up': '" + policy + "', 'catch_up_window': 90.5").catchUp())
        .isEqualTo(new CatchUp(policy, Duration.ofMillis(90_500)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01, 2026-06-30T22:00:00Z, 2026-07-01T21:59:59.999999999Z",
    "2026-07-01T09:00, 2026-07-01T07:00:00Z, 2026-07-01T07:00:00Z",
    "2026-07-01T09:00:30, 2026-07-01T07:00:30Z, 2026-07-01T07:00:30Z",
    "2026-07-01T09:00Z, 2026-07-01T09:00:00Z, 2026-07-01T09:00:00Z",
    "2026-07-01T09:00:00-05:00, 2026-07-01T14:00:00Z, 2026-07-01T14:00:00Z",
  })
  void boundsAreDatesOrTimesOfTheZone(String text, Instant first, Instant last) {
    Calendar calendar =
        read(", 'not_before': '" + text + "', 'not_after': '" + text + "'").calendar();
    assertThat(calendar).isEqualTo(new Calendar(Optional.of(first), Optional.of(last), Set.of()));
  }

  @Test
  void daysCanBeLeftOut() {
    assertThat(read(", 'except': ['2026-12-24', '2026-12-25']").calendar().except())
        .containsExactlyInAnyOrder(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
  }

  @Test
  void theDefaultsMaySayWhatAllSchedulesShare() {
    EndpointSet set =
        Endpoints.read(
            """
            {'defaults': {'time_zone': 'Asia/Tokyo', 'dst': 'skip', 'except': ['2026-12-24'],
               'catch_up': 'all', 'catch_up_window': 60},
             'endpoints': [{'url': 'https://a.example', 'schedule': '@daily'},
               {'url': 'https://a.example', 'schedule': '@daily', 'dst': 'both', 'except': [],
                 'catch_up': 'none'}]}
            """);
    Calendar christmas =
        new Calendar(Optional.empty(), Optional.empty(), Set.of(LocalDate.of(2026, 12, 24)));
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Duration minute = Duration.ofMinutes(1);
    assertThat(set.endpoints())
        .flatExtracting(endpoint -> endpoint.schedule().stream().toList())
        .containsExactly(
            new Schedule(
                "@daily",
                tokyo,
                DstPolicy.SKIP,
                christmas,
                new CatchUp(CatchUp.Policy.ALL, minute)),
            new Schedule(
                "@daily",
                tokyo,
                DstPolicy.BOTH,
                Calendar.ALWAYS,
                new CatchUp(CatchUp.Policy.NONE, minute)));
  }
}
