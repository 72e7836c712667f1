package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The places in which calls are made; threads are started by hand, one after another. */
class WorkersTest {

  private final List<Thread> started = new ArrayList<>();
  private final List<String> done = new CopyOnWriteArrayList<>();

  /** Runs what a worker would do at once, on the thread that starts it. */
  private final ThreadFactory here =
      task ->
          new Thread(task) {
            @Override
            public void start() {
              started.add(this);
              task.run();
            }
          };

  private final ThreadFactory threads = Thread.ofVirtual().factory();

  @Test
  void oneWorkerTakesOneTaskAfterAnother() {
    List<Workers<String>> self = new ArrayList<>();
    Consumer<String> work =
        task -> {
          done.add(task);
          if (task.equals("a")) {
            self.getFirst().offer("b");
            self.getFirst().offer("c");
            assertThat(done).containsExactly("a");
          }
        };
    self.add(new Workers<>(1, here, work));

    self.getFirst().offer("a");

    assertThat(done).containsExactly("a", "b", "c");
    assertThat(started).hasSize(1);
    self.getFirst().offer("d");
    assertThat(done).containsExactly("a", "b", "c", "d");
    assertThat(started).hasSize(2);
  }

  @Test
  void asManyWorkAsThereArePlaces() {
    List<Workers<String>> self = new ArrayList<>();
    self.add(
        new Workers<>(
            2,
            here,
            task -> {
              done.add(task);
              if (task.equals("a")) {
                self.getFirst().offer("b");
                assertThat(done).containsExactly("a", "b");
                assertThat(started).hasSize(2);
              }
            }));

    self.getFirst().offer("a");

    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void whatHasNotBegunCanBeDiscarded() {
    List<Workers<String>> self = new ArrayList<>();
    self.add(
        new Workers<>(
            1,
            here,
            task -> {
              done.add(task);
              self.getFirst().offer("b");
              self.getFirst().close();
            }));

    self.getFirst().offer("a");

    assertThat(done).containsExactly("a");
  }

  @Test
  void nobodyComesBackOnceItIsOver() {
    Workers<String> workers = new Workers<>(1, threads, done::add);
    workers.close();

    assertThatThrownBy(workers::resume)
        .isInstanceOf(InterruptedException.class)
        .hasMessage("The run is over.");
  }

  @Test
  void whoPausesGivesItsPlaceToTheNext() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    List<Workers<String>> self = new ArrayList<>();
    CountDownLatch second = new CountDownLatch(1);
    self.add(
        new Workers<>(
            1,
            threads,
            task -> {
              if (task.equals("a")) {
                self.getFirst().offer("b");
                self.getFirst().pause();
                await(second);
                resume(self.getFirst());
              }
              done.add(task);
              second.countDown();
              both.countDown();
            }));

    self.getFirst().offer("a");
    both.await();

    assertThat(done).containsExactly("b", "a");
  }

  @Test
  void whoPausesAloneFindsItsPlaceAgain() {
    List<Workers<String>> self = new ArrayList<>();
    self.add(
        new Workers<>(
            1,
            here,
            task -> {
              self.getFirst().pause();
              resume(self.getFirst());
              done.add(task);
              if (task.equals("a")) {
                self.getFirst().offer("b");
                assertThat(done).containsExactly("a");
              }
            }));

    self.getFirst().offer("a");

    assertThat(done).containsExactly("a", "b");
    assertThat(started).hasSize(1);
  }

  @Test
  void whoComesBackGoesBeforeThoseThatHaveNotBegun() throws InterruptedException {
    List<Workers<String>> self = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(3);
    CountDownLatch waiting = new CountDownLatch(1);
    List<Thread> first = new CopyOnWriteArrayList<>();
    self.add(
        new Workers<>(
            1,
            threads,
            task -> {
              switch (task) {
                case "a" -> {
                  first.add(Thread.currentThread());
                  self.getFirst().offer("b");
                  self.getFirst().offer("c");
                  self.getFirst().pause();
                  waiting.countDown();
                  resume(self.getFirst());
                }
                case "b" -> {
                  await(waiting);
                  Waiting.until(() -> first.getFirst().getState() == Thread.State.WAITING);
                }
                default -> {}
              }
              done.add(task);
              all.countDown();
            }));

    self.getFirst().offer("a");
    all.await();

    assertThat(done).containsExactly("b", "a", "c");
  }

  /** What they wait for before they call is no answer, after which fewer would be opened. */
  @Test
  void placesAreOpenedUntilAllAreTaken() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(3 * Workers.FEW);
    CountDownLatch end = new CountDownLatch(1);
    List<Workers<Integer>> self = new ArrayList<>();
    self.add(
        new Workers<>(
            3 * Workers.FEW,
            threads,
            task -> {
              self.getFirst().resting(() -> "a token");
              all.countDown();
              self.getFirst().restingIn(() -> await(end));
            }));

    IntStream.range(0, 3 * Workers.FEW).forEach(self.getFirst()::offer);

    all.await();
    end.countDown();
  }

  private static void resume(Workers<String> workers) {
    try {
      workers.resume();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
