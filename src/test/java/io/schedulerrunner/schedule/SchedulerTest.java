package io.schedulerrunner.schedule;

import static io.schedulerrunner.schedule.World.SIX;
import static io.schedulerrunner.schedule.World.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.execute.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {

  static Schedule every(String expression) {
    return new Schedule(expression, ZoneOffset.UTC);
  }

  static Scheduler scheduler(World world) {
    return new Scheduler(world.schedules, world.runner, world, new DirectExecutor());
  }

  static Duration wake(Scheduler scheduler, World world, Instant now) {
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

  @Test
  void aTimeIsSeenToOnceItsRunHasEnded(@TempDir Path folder) {
    try (World world = new World("sqlite:" + folder.resolve("runs.db"))) {
      world.endpoints = List.of(endpoint("a", every("* * * * *")));
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      assertThat(handled(world)).isEmpty();
      wake(scheduler, world, SIX.plusSeconds(60));
      assertThat(handled(world)).contains(SIX);
      wake(scheduler, world, SIX.plusSeconds(90));
      assertThat(handled(world)).contains(SIX.plusSeconds(60));
    }
  }

  @Test
  void aTimeAtWhichNothingIsDueIsSeenToAtOnce(@TempDir Path folder) {
    try (World world = new World("sqlite:" + folder.resolve("runs.db"))) {
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      wake(scheduler, world, SIX.plusSeconds(119));
      assertThat(handled(world)).contains(SIX.plusSeconds(60));
    }
  }

  private static Optional<Instant> handled(World world) {
    return world.history.read(store -> store.schedules().handledUntil("cron"));
  }

  @Test
  void whatWasSeenToIsNotLookedAtAgainWhereEndpointsComeLater() {
    try (World world = World.withoutStore()) {
      Scheduler scheduler = scheduler(world);
      wake(scheduler, world, SIX);
      wake(scheduler, world, SIX.plusSeconds(120));
      world.endpoints = List.of(endpoint("a", every("1 6 * * *")));
      wake(scheduler, world, SIX.plusSeconds(180));
      assertThat(world.calls).isEmpty();
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
            assertThat(Thread.currentThread().isDaemon()).isTrue();
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
}
