package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Calendar;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointChecks;
import io.schedulerrunner.config.Schedule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FireTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-12-02T08:00:00Z");
  private static final Instant THIRD = Instant.parse("2026-12-03T08:00:00Z");
  private static final Instant FOURTH = Instant.parse("2026-12-04T08:00:00Z");

  private static FireTimes nine(Calendar calendar) {
    return FireTimes.of(new Schedule("0 9 * * *", BERLIN, DstPolicy.ONCE, calendar), "x");
  }

  private static Calendar between(String first, String last) {
    return new Calendar(
        Optional.of(Instant.parse(first)), Optional.of(Instant.parse(last)), Set.of());
  }

  @Test
  void withoutACalendarEveryTimeCounts() {
    FireTimes times = FireTimes.of(new Schedule("0 9 * * *", BERLIN), "x");
    assertThat(times.next(SECOND)).contains(THIRD);
    assertThat(times.due(SECOND, FOURTH)).containsExactly(THIRD, FOURTH);
    assertThat(times.expression()).hasToString("0 9 * * *");
  }

  @Test
  void anEndpointsNextOnesAreInItsZone() {
    Configuration configuration =
        Configuration.load(
            Map.of(
                "ENDPOINTS",
                "[{\"url\": \"https://a.example\", \"schedule\": \"0 9 * * *\","
                    + " \"time_zone\": \"Europe/Berlin\"}, \"https://b.example\"]"),
            Path.of("/nonexistent"),
            EndpointChecks.of(new ScheduleCheck(), EndpointChecks.NONE));
    List<Endpoint> endpoints = configuration.endpoints().current().endpoints();

    assertThat(FireTimes.next(endpoints.getFirst(), SECOND, 2))
        .containsExactly(THIRD.atZone(BERLIN), FOURTH.atZone(BERLIN));
    assertThat(FireTimes.next(endpoints.getLast(), SECOND, 2)).isEmpty();
  }

  @Test
  void theyGoOnUntilTheCalendarEnds() {
    FireTimes endless = FireTimes.of(new Schedule("0 9 * * *", BERLIN), "x");
    assertThat(endless.after(SECOND).limit(2)).containsExactly(THIRD, FOURTH);
    assertThat(nine(between("2026-12-02T08:00:00Z", "2026-12-03T08:00:00Z")).after(DAY))
        .containsExactly(SECOND, THIRD);
  }

  @Test
  void boundsAreIncluded() {
    FireTimes times = nine(between("2026-12-02T08:00:00Z", "2026-12-03T08:00:00Z"));
    assertThat(times.next(DAY)).contains(SECOND);
    assertThat(times.next(SECOND)).contains(THIRD);
    assertThat(times.next(THIRD)).isEmpty();
    assertThat(times.due(DAY, FOURTH)).containsExactly(SECOND, THIRD);
  }

  @Test
  void nothingIsDueOutsideTheBounds() {
    FireTimes times = nine(between("2026-12-02T08:00:01Z", "2026-12-03T07:59:59Z"));
    assertThat(times.next(DAY)).isEmpty();
    assertThat(times.due(DAY, FOURTH)).isEmpty();
  }

  @Test
  void exceptedDatesAreThoseOfTheZone() {
    Calendar calendar =
        new Calendar(
            Optional.empty(),
            Optional.empty(),
            Set.of(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-03")));
    assertThat(nine(calendar).next(DAY.plusSeconds(36_000))).contains(FOURTH);
    assertThat(nine(calendar).due(DAY.plusSeconds(36_000), FOURTH)).containsExactly(FOURTH);
    FireTimes midnight =
        FireTimes.of(new Schedule("0 0 * * *", BERLIN, DstPolicy.ONCE, calendar), "x");
    assertThat(midnight.next(Instant.parse("2026-12-01T22:59:59Z")))
        .contains(Instant.parse("2026-12-03T23:00:00Z"));
  }

  @Test
  void aWrongExpressionIsRefused() {
    assertThatThrownBy(() -> FireTimes.of(new Schedule("0 9 * *", BERLIN), "x"))
        .isInstanceOf(CronException.class);
  }

  @Test
  void thePolicyIsThatOfTheSchedule() {
    Instant before = Instant.parse("2026-03-29T00:30:00Z");
    Schedule skip = new Schedule("30 2 * * *", BERLIN, DstPolicy.SKIP, Calendar.ALWAYS);
    assertThat(FireTimes.of(new Schedule("30 2 * * *", BERLIN), "x").next(before))
        .contains(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(FireTimes.of(skip, "x").next(before))
        .contains(Instant.parse("2026-03-30T00:30:00Z"));
  }
}
