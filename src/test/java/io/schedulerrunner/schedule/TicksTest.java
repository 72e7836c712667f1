package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.Plans;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicksTest {

  private static final Schedule DAILY = new Schedule("0 6 * * *", ZoneOffset.UTC);
  private static final Schedule EARLIER = new Schedule("30 5 * * *", ZoneOffset.UTC);

  @TempDir private static Path folder = Path.of("");

  private World world = new World("memory:");

  private void lasting(String file) {
    world.close();
    world = new World("sqlite:" + folder.resolve(file));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Ticks ticks() {
    return new Ticks(world.schedules, world.runner, 1, () -> "idle");
  }

  private RunReply tick(Instant at) {
    return ticks().tick(Optional.of(at), System.nanoTime());
  }

  @Test
  void whatIsDueNowIsRun() {
    world.endpoints = List.of(endpoint("a", DAILY), Plans.get("b", "https://a.example"));
    world.now = SIX.plusSeconds(59);
    RunReply reply = ticks().tick(Optional.empty(), System.nanoTime());
    assertThat(world.calls).containsExactly(SIX + " a");
    assertThat(reply.run().orElseThrow().trigger().source()).isEqualTo("tick");
  }

  @Test
  void whereNothingIsDueTheReportIsEmptyAndNothingIsKept() {
    world.endpoints = List.of(endpoint("a", DAILY));
    RunReply reply = tick(SIX.minusSeconds(60));
    Report report = new Report(reply.run().orElseThrow());
    assertThat(report.totalEndpoints()).isZero();
    assertThat(report.httpStatus()).isEqualTo(200);
    assertThat(report.run().id()).isEqualTo("idle");
    assertThat(report.run().plan().calls()).isEmpty();
    assertThat(world.history.<Boolean>read(store -> store.run("idle").isPresent())).isFalse();
  }

  @Test
  void aTickIsNotRunTwice() {
    world.endpoints = List.of(endpoint("a", DAILY));
    tick(SIX);
    assertThat(tick(SIX)).isInstanceOf(RunReply.Replayed.class);
    assertThat(world.calls).hasSize(1);
  }

  @Test
  void whatFailedIsCalledAgainWhenTheSameTickComesAgain() {
    world.endpoints = List.of(endpoint("a", DAILY), endpoint("b", DAILY));
    world.failing = Set.of("b");
    tick(SIX);
    world.failing = Set.of();
    tick(SIX);
    assertThat(world.calls).containsExactly(SIX + " a", SIX + " b", SIX + " b");
  }

  @Test
  void missedTicksAreMadeUpForAcrossRestarts() {
    lasting("missed.db");
    world.endpoints = List.of(endpoint("now", DAILY), endpoint("missed", EARLIER));
    Instant missed = SIX.minusSeconds(1800);
    tick(missed.minusSeconds(60));
    lasting("missed.db");
    world.endpoints = List.of(endpoint("now", DAILY), endpoint("missed", EARLIER));
    tick(SIX);
    assertThat(world.calls).containsExactly(missed + " missed", SIX + " now");
    tick(SIX.plusSeconds(60));
    assertThat(world.calls).hasSize(2);
    assertThat(world.schedules.all())
        .extracting(view -> view.last().orElseThrow())
        .containsExactly(SIX, missed);
  }

  @Test
  void theFirstTickOfAllMakesUpForNothing() {
    lasting("first.db");
    world.endpoints = List.of(endpoint("missed", EARLIER));
    tick(SIX);
    assertThat(world.calls).isEmpty();
  }

  @Test
  void aTickOfTheFutureDoesNotHideWhatComesBeforeIt() {
    lasting("future.db");
    world.endpoints = List.of(endpoint("a", DAILY));
    world.now = SIX.minusSeconds(7200);
    tick(SIX.minusSeconds(120));
    tick(SIX.plusSeconds(60));
    assertThat(world.history.<Optional<Instant>>read(s -> s.schedules().handledUntil("tick")))
        .isEmpty();
  }

  @Test
  void whatGoesOnElsewhereIsLookedAtAgain() {
    lasting("elsewhere.db");
    world.endpoints = List.of(endpoint("now", DAILY), endpoint("missed", EARLIER));
    Instant missed = SIX.minusSeconds(1800);
    tick(missed.minusSeconds(60));
    try (World other = new World("sqlite:" + folder.resolve("elsewhere.db"))) {
      other.endpoints = world.endpoints;
      other.during =
          () -> {
            other.during = () -> {};
            assertThat(tick(missed)).isInstanceOf(RunReply.InProgress.class);
            tick(SIX);
          };
      new Ticks(other.schedules, other.runner, 1, () -> "idle")
          .tick(Optional.of(missed), System.nanoTime());
    }
    assertThat(world.calls).containsExactly(SIX + " now");
    assertThat(world.history.<Optional<Instant>>read(s -> s.schedules().handledUntil("tick")))
        .contains(missed);
  }

  @Test
  void aPausedScheduleIsNotRunAndNotMadeUpFor() {
    lasting("paused.db");
    world.endpoints = List.of(endpoint("a", DAILY));
    tick(SIX.minusSeconds(60));
    assertThat(world.schedules.pause("a", true).orElseThrow().paused()).isTrue();
    tick(SIX);
    assertThat(world.schedules.pause("a", false).orElseThrow().paused()).isFalse();
    tick(SIX.plusSeconds(60));
    assertThat(world.calls).isEmpty();
    assertThat(world.schedules.pause("unheard", true)).isEmpty();
  }

  @Test
  void schedulesShowHowTheyStand() {
    world.endpoints = List.of(endpoint("a", DAILY), Plans.get("b", "https://a.example"));
    ScheduleView view = world.schedules.all().getFirst();
    assertThat(view.endpoint().name()).isEqualTo("a");
    assertThat(view.words()).isEqualTo("At 06:00, every day");
    assertThat(view.next()).contains(SIX.plusSeconds(86_400));
    assertThat(view.last()).isEmpty();
    assertThat(view.paused()).isFalse();
    assertThat(world.schedules.all()).hasSize(1);
  }

  @Test
  void ofAPausedScheduleTheLastTimeStaysKnown() {
    world.endpoints = List.of(endpoint("a", DAILY));
    tick(SIX);
    assertThat(world.schedules.pause("a", true).orElseThrow().last()).contains(SIX);
  }

  @Test
  void schedulesGoOnWhereTheStoreFails() {
    world.close();
    world = World.withoutStore();
    world.endpoints = List.of(endpoint("a", DAILY));
    world.during = () -> world.now = SIX.plusSeconds(3600);
    assertThat(tick(SIX)).isInstanceOf(RunReply.Carried.class);
    assertThat(world.calls).containsExactly(SIX + " a");
    assertThatThrownBy(() -> world.schedules.pause("a", true)).isInstanceOf(StoreException.class);
  }
}
