package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A clock for several threads that goes on only when all of them sleep, and then at once to the
 * first one's waking. So what they do takes no time, however busy the machine is.
 */
final class CommonTime {

  private final Consumer<Duration> moved;
  private final TreeMap<Long, List<CountDownLatch>> sleepers = new TreeMap<>();
  private int awake;
  private long now;

  /**
   * With nothing passed yet.
   *
   * @param threads how many it waits for
   * @param moved is told what has passed before anybody wakes
   */
  CommonTime(int threads, Consumer<Duration> moved) {
    awake = threads;
    this.moved = moved;
  }

  /** What has passed, in nanoseconds. */
  synchronized long passed() {
    return now;
  }

  /** One of the threads ends. */
  synchronized void leave() {
    awake--;
    move();
  }

  /** The clocks of a machine whose own count began at another number. */
  Time from(long beginning) {
    return new Time() {
      @Override
      public Instant now() {
        return Instant.EPOCH.plusNanos(passed());
      }

      @Override
      public long nanos() {
        return beginning + passed();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
          asleep(duration).await();
        }
      }
    };
  }

  private synchronized CountDownLatch asleep(Duration duration) {
    CountDownLatch waking = new CountDownLatch(1);
    sleepers.computeIfAbsent(now + duration.toNanos(), at -> new ArrayList<>()).add(waking);
    awake--;
    move();
    return waking;
  }

  private void move() {
    if (awake == 0 && !sleepers.isEmpty()) {
      Map.Entry<Long, List<CountDownLatch>> first = sleepers.pollFirstEntry();
      now = first.getKey();
      moved.accept(Duration.ofNanos(now));
      awake = first.getValue().size();
      first.getValue().forEach(CountDownLatch::countDown);
    }
  }
}
