package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Calendar;
import io.schedulerrunner.config.CatchUp;
import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TickTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE = Duration.ofMinutes(5);

  private static Timetable table(Endpoint... endpoints) {
    return Timetable.of(new EndpointSet(List.of(endpoints), Map.of(), Secrets.NONE, List.of()));
  }

  private static Endpoint named(String name, String expression) {
    return endpoint(name, new Schedule(expression, ZoneOffset.UTC));
  }

  private static Endpoint named(
      String name, String expression, CatchUp.Policy policy, Duration window) {
    CatchUp catchUp = new CatchUp(policy, window);
    return endpoint(
        name, new Schedule(expression, ZoneOffset.UTC, DstPolicy.ONCE, Calendar.ALWAYS, catchUp));
  }

  private static List<Firing> firings(Timetable table, Duration period, Instant handled) {
    return new Tick("tick", SIX, period).firings(table, Set.of(), Optional.of(handled));
  }

  private static Firing at(long minutesAgo, String... names) {
    return new Firing("tick", SIX.minusSeconds(60 * minutesAgo), Set.of(names));
  }

  @Test
  void whatIsDueInItsZoneIsRun() {
    Timetable table =
        table(
            named("utc", "0 6 * * *"),
            endpoint("tokyo", new Schedule("0 15 * * *", ZoneId.of("Asia/Tokyo"))),
            endpoint("berlin", new Schedule("0 6 * * *", ZoneId.of("Europe/Berlin"))),
            Plans.get("never", "https://a.example"));
    assertThat(new Tick("tick", SIX, MINUTE).firings(table, Set.of(), Optional.empty()))
        .containsExactly(at(0, "utc", "tokyo"));
  }

  @Test
  void whereNothingIsDueThereIsAnIdleFiring() {
    assertThat(firings(table(), MINUTE, SIX.minus(MINUTE))).containsExactly(at(0));
    assertThat(at(0).isIdle()).isTrue();
    assertThat(at(0, "a").isIdle()).isFalse();
  }

  @Test
  void ticksEveryFewMinutesRunWhatWasDueSinceTheOneBefore() {
    Timetable table =
        table(
            named("now", "0 6 * * *"),
            named("inside", "56 5 * * *"),
            named("before", "55 5 * * *"),
            named("often", "* * * * *"));
    assertThat(new Tick("tick", SIX, FIVE).firings(table, Set.of(), Optional.empty()))
        .containsExactly(at(0, "now", "inside", "often"));
  }

  @Test
  void whatIsPausedIsLeftOut() {
    Timetable table = table(named("a", "0 6 * * *"), named("b", "0 6 * * *"));
    assertThat(new Tick("tick", SIX, MINUTE).firings(table, Set.of("a"), Optional.of(SIX)))
        .containsExactly(at(0, "b"));
  }

  @Test
  void ofMissedTimesTheLastOneIsMadeUpForUnlessItIsDueNow() {
    Timetable table =
        table(
            named("now-too", "*/10 * * * *"),
            named("twice", "30,40 5 * * *"),
            named("once", "59 5 * * *"),
            named("long-ago", "59 4 * * *"));
    assertThat(firings(table, MINUTE, SIX.minusSeconds(7200)))
        .containsExactly(at(20, "twice"), at(1, "once"), at(0, "now-too"));
  }

  @Test
  void theTimesThatWereSeenToAreNotMissed() {
    Timetable table = table(named("a", "30 5 * * *"));
    assertThat(firings(table, MINUTE, SIX.minusSeconds(31 * 60))).hasSize(2);
    assertThat(firings(table, MINUTE, SIX.minusSeconds(30 * 60))).containsExactly(at(0));
    assertThat(firings(table, MINUTE, SIX)).containsExactly(at(0));
  }

  @Test
  void allMissedTimesAreMadeUpForWhereThatIsWanted() {
    Timetable table = table(named("a", "*/20 * * * *", CatchUp.Policy.ALL, Duration.ofHours(1)));
    assertThat(firings(table, MINUTE, SIX.minusSeconds(7200)))
        .containsExactly(at(40, "a"), at(20, "a"), at(0, "a"));
  }

  @Test
  void noneAreWhereThatIsWanted() {
    Timetable table = table(named("a", "30 5 * * *", CatchUp.Policy.NONE, Duration.ofHours(1)));
    assertThat(firings(table, MINUTE, SIX.minusSeconds(7200))).containsExactly(at(0));
  }

  @Test
  void theWindowBoundsThem() {
    Timetable table =
        table(
            named("in", "51 5 * * *", CatchUp.Policy.LAST, Duration.ofMinutes(10)),
            named("out", "50 5 * * *", CatchUp.Policy.LAST, Duration.ofMinutes(10)));
    assertThat(firings(table, MINUTE, SIX.minusSeconds(7200))).containsExactly(at(9, "in"), at(0));
  }

  @Test
  void whatWasMissedBelongsToTheTickThatShouldHaveSeenToIt() {
    Timetable table =
        table(
            named("a", "51 5 * * *"),
            named("b", "55 5 * * *"),
            named("c", "*/2 * * * *", CatchUp.Policy.ALL, Duration.ofMinutes(14)));
    assertThat(firings(table, FIVE, SIX.minusSeconds(7200)))
        .containsExactly(at(10, "c"), at(5, "a", "b", "c"), at(0, "c"));
  }

  @Test
  void aFiringHasTheSameKeyWhereverItIsSeenTo() {
    Firing firing = at(0, "a");
    assertThat(firing.trigger().key()).contains("tick@2026-11-23T06:00:00Z");
    assertThat(firing.trigger().scheduleTime()).contains(SIX);
    assertThat(firing.trigger().source()).isEqualTo("tick");
    assertThat(firing.trigger().isOnce()).isFalse();
    assertThat(firing.request().only()).contains(Set.of("a"));
    assertThat(new Firing("cron", SIX, Set.of()).trigger().isOnce()).isTrue();
  }

  @Test
  void theNextTimeIsThatOfTheFirst() {
    assertThat(table(named("a", "0 7 * * *"), named("b", "30 6 * * *")).next(SIX))
        .contains(SIX.plusSeconds(1800));
    assertThat(table().next(SIX)).isEmpty();
  }
}
