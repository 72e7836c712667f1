package io.schedulerrunner.execute;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Waits for exchanges, each within its time, by one timer for all of them: a thread that waits with
 * a limit of its own wakes another one that keeps its time, which takes more than a tenth of a run.
 * Thread-safe.
 */
final class Patience extends CyclicTimeouts<Collector> implements AutoCloseable {

  private final Set<Collector> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** With what tells the time that is up. */
  Patience(Scheduler scheduler) {
    super(scheduler);
  }

  /** Waits for the end of an exchange, and says whether it came in time. */
  boolean await(Collector exchange, long deadlineNanos) throws InterruptedException {
    exchange.within(deadlineNanos);
    waiting.add(exchange);
    try {
      if (closed) {
        exchange.expire();
      } else {
        schedule(exchange);
      }
      return exchange.await();
    } finally {
      waiting.remove(exchange);
    }
  }

  @Override
  protected Iterator<Collector> iterator() {
    return waiting.iterator();
  }

  @Override
  protected boolean onExpired(Collector exchange) {
    exchange.expire();
    return true;
  }

  /** Nobody waits any longer. */
  @Override
  public void close() {
    // In this order: whoever does not see it here is among those who wait.
    closed = true;
    waiting.forEach(Collector::expire);
    destroy();
  }
}
