package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.SchedulerTest.every;
import static io.schedulerrunner.schedule.SchedulerTest.scheduler;
import static io.schedulerrunner.schedule.SchedulerTest.wake;
import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.CatchUp;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.history.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Several processes, or one after another, on one store. */
class ScheduledProcessesTest {

  @Test
  void twoProcessesOnOneStoreFireEachTimeOnceEvenIfOneIsKilled() {
    String store = PostgresServer.address();
    List<String> calls = new CopyOnWriteArrayList<>();
    List<Endpoint> endpoints =
        List.of(
            endpoint("minutely", every("* * * * *")),
            endpoint("failing", every("*/2 * * * *")),
            endpoint("rare", every("5 6 * * *")));
    World first = process(store, calls, endpoints);
    World second = process(store, calls, endpoints);
    Scheduler one = scheduler(first);
    Scheduler two = scheduler(second);
    minutes(one, first, two, second, 0);
    first.during =
        () -> {
          throw new Killed();
        };
    Instant five = SIX.plusSeconds(300);
    assertThatThrownBy(() -> wake(one, first, five)).isInstanceOf(Killed.class);
    first.close();
    wake(two, second, five.plusSeconds(3));
    assertThat(calls).noneMatch(call -> call.startsWith(five.toString()));
    wake(two, second, five.plusSeconds(34));
    World restarted = process(store, calls, endpoints);
    Scheduler three = scheduler(restarted);
    minutes(three, restarted, two, second, 6);
    restarted.close();
    second.close();

    for (int minute = 0; minute <= 10; minute++) {
      Instant at = SIX.plusSeconds(60L * minute);
      assertThat(calls).containsOnlyOnce(at + " minutely");
      assertThat(calls.stream().filter((at + " failing")::equals)).hasSize(1 - minute % 2);
    }
    assertThat(calls).containsOnlyOnce(five + " rare").hasSize(11 + 6 + 1);
  }

  private static World process(String store, List<String> calls, List<Endpoint> endpoints) {
    World world = new World(store, calls);
    world.endpoints = endpoints;
    world.failing = Set.of("failing");
    return world;
  }

  /** For four minutes, both look every half; the second one's clock is three seconds late. */
  private static void minutes(Scheduler one, World first, Scheduler two, World second, int from) {
    for (int half = 2 * from; half <= 2 * (from + 4); half++) {
      Instant now = SIX.plusSeconds(30L * half);
      wake(one, first, now);
      wake(two, second, now.minusSeconds(3));
      wake(two, second, now.plusSeconds(1));
    }
  }

  @Test
  void whatAProcessMissedWhileItWasDownIsMadeUpForAfterwards() {
    String store = PostgresServer.address();
    List<String> calls = new CopyOnWriteArrayList<>();
    Schedule all = every("*/20 * * * *");
    Schedule none =
        new Schedule(
            "30 6 * * *",
            ZoneOffset.UTC,
            all.dst(),
            all.calendar(),
            new CatchUp(CatchUp.Policy.NONE, Duration.ofHours(1)));
    List<Endpoint> endpoints = List.of(endpoint("a", all), endpoint("b", none));
    try (World before = process(store, calls, endpoints)) {
      Scheduler scheduler = scheduler(before);
      wake(scheduler, before, SIX.plusSeconds(60));
      wake(scheduler, before, SIX.plusSeconds(120));
    }
    try (World after = process(store, calls, endpoints)) {
      wake(scheduler(after), after, SIX.plusSeconds(55 * 60));
    }
    assertThat(calls).containsExactly(SIX.plusSeconds(40 * 60) + " a");
  }

  /** The end of a process, as far as a thread can tell. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
