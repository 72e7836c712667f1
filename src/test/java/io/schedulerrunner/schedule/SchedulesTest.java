package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.SchedulerTest.every;
import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.schedulerrunner.config.Calendar;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.testing.Plans;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  @Test
  void anEndpointIsDueAfterAnInstantOfItsOwn() {
    Schedule daily = every("0 6 * * *");
    Calendar past = new Calendar(Optional.empty(), Optional.of(SIX), Set.of());
    Schedule over = new Schedule("0 6 * * *", ZoneOffset.UTC, daily.dst(), past, daily.catchUp());
    try (World world = new World("memory:")) {
      world.endpoints =
          List.of(
              endpoint("late", every("30 * * * *")),
              endpoint("early", daily),
              endpoint("paused", daily),
              endpoint("over", over),
              Plans.get("plain", "https://a.example"));
      world.schedules.pause("paused", true);
      Instant justBefore = SIX.minusNanos(1);

      assertThat(world.schedules.dueAfter(name -> name.equals("early") ? justBefore : SIX))
          .containsExactly(entry("late", SIX.plusSeconds(1800)), entry("early", SIX));
    }
  }

  @Test
  void expressionsAreReadAgainWhereEndpointsHaveChanged() {
    try (World world = new World("memory:")) {
      world.endpoints = List.of(endpoint("a", every("30 6 * * *")));
      Timetable first = world.schedules.timetable();
      assertThat(world.schedules.timetable()).isSameAs(first);

      world.endpoints = List.of(endpoint("a", every("40 6 * * *")));
      assertThat(world.schedules.timetable().next(SIX)).contains(SIX.plusSeconds(2400));
    }
  }
}
