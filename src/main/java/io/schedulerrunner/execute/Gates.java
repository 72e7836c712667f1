package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.Gate.Ticket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/**
 * The limits of this process, shared by all runs: two runs share one if its name and its whole
 * definition are the same, so that a changed definition takes effect with the next run. A limit
 * that nobody uses is forgotten. Thread-safe.
 *
 * <p>A thread that waits is parked on a latch; the clock is watched by a virtual thread that lives
 * until the next call may start.
 */
final class Gates {

  private static final Thread.Builder ALARMS = Thread.ofVirtual().name("limit");

  private final Time time;
  private final Map<Limit, Gate> gates = new HashMap<>();
  private final Map<Limit, Long> alarms = new HashMap<>();

  Gates(Time time) {
    this.time = time;
  }

  /** One call at a limit. */
  final class Visit {

    private final Limit limit;
    private final CountDownLatch admitted = new CountDownLatch(1);
    private final Ticket ticket;

    private Visit(Limit limit, Object run, long notBefore) {
      this.limit = limit;
      ticket = gate(limit).arrive(run, notBefore, admitted::countDown);
    }

    /** Whether it may begin without waiting. */
    boolean isAdmitted() {
      return admitted.getCount() == 0;
    }

    /** Waits until it may begin. */
    void await() throws InterruptedException {
      admitted.await();
    }

    /** It begins. */
    void begin() {
      synchronized (Gates.this) {
        gate(limit).begin(ticket, time.nanos());
        admit(limit);
      }
    }

    /** It gives up, or has ended. */
    void end() {
      synchronized (Gates.this) {
        gate(limit).abandon(ticket);
        if (isAdmitted()) {
          gate(limit).leave();
        }
        admit(limit);
      }
    }
  }

  /**
   * A call comes to a limit.
   *
   * @param run which run it belongs to, by identity
   * @param notBefore when it may begin at the earliest
   */
  synchronized Visit visit(Limit limit, Object run, long notBefore) {
    gates.values().removeIf(gate -> gate.isIdle(time.nanos()));
    Visit visit = new Visit(limit, run, notBefore);
    admit(limit);
    return visit;
  }

  /** How many limits are remembered. */
  synchronized int size() {
    return gates.size();
  }

  private Gate gate(Limit limit) {
    return gates.computeIfAbsent(limit, Gate::new);
  }

  private void admit(Limit limit) {
    long now = time.nanos();
    OptionalLong next = gate(limit).admit(now);
    next.ifPresent(wait -> alarm(limit, now + wait));
  }

  /** Asks again at that time, unless somebody does so before. */
  private void alarm(Limit limit, long at) {
    Long earliest = alarms.get(limit);
    if (earliest == null || at - earliest < 0) {
      alarms.put(limit, at);
      ALARMS.start(new FutureTask<>(() -> ring(limit, at)));
    }
  }

  private boolean ring(Limit limit, long at) throws InterruptedException {
    time.sleep(Duration.ofNanos(Math.max(0, at - time.nanos())));
    synchronized (this) {
      // First, so that whoever is to be let in later gets an alarm of their own.
      boolean last = alarms.remove(limit, at);
      Optional.ofNullable(gates.get(limit)).ifPresent(gate -> admit(limit));
      return last;
    }
  }
}
