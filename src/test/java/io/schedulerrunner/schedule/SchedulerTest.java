package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.schedulerrunner.config.CatchUp;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {

  private static Schedule every(String expression) {
    return new Schedule(expression, ZoneOffset.UTC);
  }

  private static Scheduler scheduler(World world) {
    return new Scheduler(world.schedules, world.runner, world, new DirectExecutor());
  }

  private static Duration wake(Scheduler scheduler, World world, Instant now) {
    world.now = now;
    return scheduler.wake();
  }

  @Test
  void itSleepsUntilSomethingIsDueButNeverForLong() {
    try (World world = new World("memory:")) {
      Scheduler scheduler = scheduler(world);
      assertThat(wake(scheduler, world, SIX)).isEqualTo(Duration.ofSeconds(30));
      world.endpoints = List.of(endpoint("a", every("1 6 * * *")));
      assertThat(wake(scheduler, world, SIX)).isEqualTo(Duration.ofSeconds(30));
      assertThat(wake(scheduler, world, SIX.plusMillis(45_500)))
          .isEqualTo(Duration.ofMillis(14_500));
    }
  }

  @Test
  void whatWasDueBeforeTheStartIsNotRunWhereNothingIsKnown() {
    try (World world = new World("memory:")) {
      world.endpoints = List.of(endpoint("a", every("* * * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX.plusSeconds(20));
      assertThat(world.calls).isEmpty();
      wake(scheduler, world, SIX.plusSeconds(60));
      wake(scheduler, world, SIX.plusSeconds(61));
      wake(scheduler, world, SIX.plusSeconds(119));
      assertThat(world.calls).containsExactly(SIX.plusSeconds(60) + " a");
      assertThat(world.schedules.all().getFirst().last()).contains(SIX.plusSeconds(60));
    }
  }

  @Test
  void whenTheClockJumpsTheLastMissedTimeIsMadeUpForAndNothingIsDoubled() {
    try (World world = new World("memory:")) {
      world.endpoints = List.of(endpoint("a", every("*/10 * * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX.plusSeconds(60));
      wake(scheduler, world, SIX.plusSeconds(35 * 60));
      wake(scheduler, world, SIX.plusSeconds(5 * 60));
      wake(scheduler, world, SIX.plusSeconds(36 * 60));
      assertThat(world.calls).containsExactly(SIX.plusSeconds(30 * 60) + " a");
    }
  }

  @Test
  void whatGoesOnIsNotBegunAgain() {
    try (World world = new World("memory:")) {
      world.endpoints = List.of(endpoint("a", every("1 6 * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      world.during =
          () -> {
            world.during = () -> {};
            wake(scheduler, world, SIX.plusSeconds(90));
            wake(scheduler, world, SIX.plusSeconds(150));
          };
      wake(scheduler, world, SIX.plusSeconds(60));
      wake(scheduler, world, SIX.plusSeconds(180));
      assertThat(world.calls).containsExactly(SIX.plusSeconds(60) + " a");
    }
  }

  @Test
  void aFailureInsideStopsNothing() {
    try (World world = new World("memory:")) {
      world.endpoints = List.of(endpoint("a", every("* * * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      world.during =
          () -> {
            world.during = () -> {};
            throw new IllegalStateException("a bug");
          };
      wake(scheduler, world, SIX.plusSeconds(60));
      wake(scheduler, world, SIX.plusSeconds(90));
      wake(scheduler, world, SIX.plusSeconds(120));
      assertThat(world.calls).containsExactly(SIX.plusSeconds(120) + " a");
      world.endpoints = List.of(endpoint("broken", every("no cron")));
      assertThat(wake(scheduler, world, SIX.plusSeconds(180))).isEqualTo(Duration.ofSeconds(30));
    }
  }

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
    minutes(one, first, two, second, 0, 4);
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
    minutes(three, restarted, two, second, 6, 10);
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

  /** Both look every half minute; the second one's clock is three seconds late. */
  private static void minutes(
      Scheduler one, World first, Scheduler two, World second, int from, int to) {
    for (int half = 2 * from; half <= 2 * to; half++) {
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

  @Test
  void withoutAStoreItGoesOn() {
    try (World world = World.withoutStore()) {
      world.endpoints = List.of(endpoint("a", every("* * * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      wake(scheduler, world, SIX.plusSeconds(60));
      wake(scheduler, world, SIX.plusSeconds(90));
      assertThat(world.calls).containsExactly(SIX.plusSeconds(60) + " a");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsThreadSleepsAndRunsUntilItIsStopped(boolean deaf) throws InterruptedException {
    CountDownLatch slept = new CountDownLatch(3);
    CountDownLatch ended = new CountDownLatch(1);
    Time time =
        new Time() {
          @Override
          public Instant now() {
            return SIX;
          }

          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            slept.countDown();
            if (slept.getCount() == 0) {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.countDown();
                if (!deaf) {
                  throw e;
                }
              }
            }
          }
        };
    try (World world = new World("memory:")) {
      Scheduler scheduler = new Scheduler(world.schedules, world.runner, time);
      scheduler.start();
      slept.await();
      scheduler.stop();
      scheduler.finish(Duration.ofSeconds(20), () -> fail("there was nothing to cancel"));
      ended.await();
    }
  }

  @Test
  void runsThatGoOnForTooLongAreCancelled() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    try (World world = new World("memory:");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      world.endpoints = List.of(endpoint("a", every("* * * * *")));
      Scheduler scheduler = new Scheduler(world.schedules, world.runner, world, threads);
      wake(scheduler, world, SIX);
      world.during =
          () -> {
            entered.countDown();
            await(cancelled);
          };
      wake(scheduler, world, SIX.plusSeconds(60));
      entered.await();
      scheduler.stop();
      scheduler.finish(Duration.ofMillis(1), cancelled::countDown);
      assertThat(cancelled.getCount()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The end of a process, as far as a thread can tell. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Runs everything at once, in the caller's thread. */
  private static final class DirectExecutor extends java.util.concurrent.AbstractExecutorService
      implements ExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, java.util.concurrent.TimeUnit unit) {
      return true;
    }
  }
}
