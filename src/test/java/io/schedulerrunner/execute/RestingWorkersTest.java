package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When further places are opened while calls wait for their answers. */
class RestingWorkersTest {

  private static final int TASKS = 3 * Workers.FEW;

  /** The task that waits for no answer. */
  private static final int BUSY = Workers.FEW + 2;

  private final List<Signal> answers = new ArrayList<>();
  private final CountDownLatch idle = new CountDownLatch(1);
  private final List<Integer> begun = new CopyOnWriteArrayList<>();
  private final List<Integer> done = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Thread> held = new CopyOnWriteArrayList<>();

  private final CountDownLatch offered = new CountDownLatch(1);
  private final AtomicInteger made = new AtomicInteger();

  /** Nobody begins before all is offered, and threads beyond the few are started by hand. */
  private final ThreadFactory threads =
      task ->
          made.incrementAndGet() <= Workers.FEW
              ? Thread.ofVirtual().unstarted(() -> afterOffers(task))
              : new Held(task, held);

  private final Workers<Integer> workers = new Workers<>(TASKS, threads, this::work);

  /** Starts only as {@link #reallyStart()}. */
  private static final class Held extends Thread {

    private final List<Thread> held;

    Held(Runnable task, List<Thread> held) {
      super(task);
      this.held = held;
      setDaemon(true);
    }

    @Override
    public void start() {
      held.add(this);
    }

    void reallyStart() {
      super.start();
    }
  }

  private void afterOffers(Runnable task) {
    try {
      offered.await();
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int task) {
    try {
      if (task == BUSY) {
        workers.resting(() -> task);
      }
      begun.add(task);
      if (task == BUSY) {
        idle.await();
      } else {
        answers.get(task).await();
      }
      done.add(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void offerAll() {
    IntStream.range(0, TASKS).forEach(task -> answers.add(new Signal(workers)));
    IntStream.range(0, TASKS).forEach(workers::offer);
    offered.countDown();
    Waiting.until(() -> held.size() == 1 && begun.size() == Workers.FEW);
  }

  private void start(int index) {
    ((Held) held.get(index)).reallyStart();
  }

  @AfterEach
  void answerAll() {
    workers.close();
    idle.countDown();
    answers.forEach(Signal::give);
  }

  @Test
  void withoutAnswersTwiceAsManyAreOpened() throws InterruptedException {
    offerAll();

    // The one who watches, and each worker, is followed by the next.
    for (int next = 0; next < Workers.FEW; next++) {
      start(next);
      int opened = next + 2;
      Waiting.until(() -> held.size() == opened);
    }
    start(Workers.FEW);
    Waiting.until(() -> begun.size() == 2 * Workers.FEW);
    assertThat(held).hasSize(Workers.FEW + 1);

    // Once the last one rests too, it is watched whether they do so for a while.
    idle.countDown();
    Waiting.until(() -> held.size() == Workers.FEW + 2);
    start(Workers.FEW + 1);
    held.get(Workers.FEW + 1).join();
    assertThat(held).hasSize(Workers.FEW + 3);
    assertThat(begun).hasSize(2 * Workers.FEW + 1);
  }

  @Test
  void onceAnswersComeNoFurtherOneIsOpenedUntilAllRest() {
    openOneOnceAnswersCome();
    idle.countDown();
    answers.get(1).give();
    Waiting.until(() -> begun.contains(BUSY + 1));
    assertThat(held).hasSize(3);

    // Somebody has gone on meanwhile: it is watched again.
    start(2);
    Waiting.until(() -> held.size() == 4);
    start(3);
    // Nobody has: a place is opened.
    Waiting.until(() -> held.size() == 5);
    start(4);
    Waiting.until(() -> begun.contains(BUSY + 2));
  }

  @Test
  void whereSomebodyWorksNoFurtherOneIsOpened() throws InterruptedException {
    openOneOnceAnswersCome();
    answers.get(1).give();
    Waiting.until(() -> begun.contains(BUSY));

    start(2);
    held.get(2).join();

    assertThat(held).hasSize(3);
    idle.countDown();
    Waiting.until(() -> held.size() == 4);
  }

  /** Of many that are wanted; then all rest, and one thread is to watch that. */
  private void openOneOnceAnswersCome() {
    offerAll();
    start(0);
    Waiting.until(() -> held.size() == 2);
    answers.get(0).give();
    // Whoever has its answer takes the next task.
    Waiting.until(() -> begun.size() == Workers.FEW + 1);
    start(1);
    Waiting.until(() -> begun.size() == Workers.FEW + 2);
    Waiting.until(() -> held.size() == 3);
  }
}
