package io.schedulerrunner.execute;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A host that is called by TLS. A few calls at the same time go over HTTP/1.1; of more, the others
 * share a connection of HTTP/2, where the host agrees to that. Thread-safe.
 */
final class Host {

  /** As many connections as browsers make to a host that speaks HTTP/1.1. */
  static final int FEW = 6;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  /**
   * A connection on its way.
   *
   * @param untilNanos how long it is waited for, in {@link System#nanoTime()}
   */
  private record Opening(CountDownLatch over, long untilNanos) {}

  private final Consumer<Host> connector;
  private final List<SharedConnection> open = new ArrayList<>();
  private Optional<Opening> opening = Optional.empty();
  private int calls;

  /** No more connections are asked for. */
  private boolean settled;

  /** With what asks for a connection of HTTP/2 to it, and tells it what came of that. */
  Host(Consumer<Host> connector) {
    this.connector = connector;
  }

  /** A call begins. */
  synchronized Host enter() {
    calls++;
    return this;
  }

  /** A call is over. */
  synchronized void leave() {
    calls--;
    settled = settled && calls > 0;
  }

  /** Whether nothing is known of it that is worth keeping. */
  synchronized boolean isIdle() {
    prune();
    return calls == 0 && open.isEmpty() && opening.isEmpty();
  }

  /** A connection is not as it should be: no more like it, for as long as the host is called. */
  synchronized void giveUp(SharedConnection connection) {
    open.remove(connection);
    settled = true;
  }

  /**
   * A place on a connection of HTTP/2, to be given back; nothing where the call is to go over
   * HTTP/1.1. Only where there is no such connection yet, one is waited for.
   */
  Optional<SharedConnection> place(Duration timeout) throws InterruptedException {
    Opening next = new Opening(new CountDownLatch(1), System.nanoTime() + PATIENCE_NANOS);
    Opening awaited;
    boolean full;
    synchronized (this) {
      Optional<SharedConnection> place = free();
      if (place.isPresent() || settled || calls <= FEW) {
        return place;
      }
      awaited = opening.orElse(next);
      opening = Optional.of(awaited);
      full = !open.isEmpty();
    }
    // Not under the lock: what comes of it may be told at once, under those of others.
    if (awaited.equals(next)) {
      connector.accept(this);
    }
    return full ? Optional.empty() : await(awaited, timeout.toNanos());
  }

  /** If it takes longer, over HTTP/1.1 then, which is to have half of the time at least. */
  private Optional<SharedConnection> await(Opening opened, long timeoutNanos)
      throws InterruptedException {
    long most = Math.min(timeoutNanos / 2, opened.untilNanos() - System.nanoTime());
    return opened.over().await(most, NANOSECONDS) ? free() : Optional.empty();
  }

  private synchronized Optional<SharedConnection> free() {
    prune();
    return open.stream().filter(SharedConnection::take).findFirst();
  }

  private void prune() {
    open.removeIf(SharedConnection::isEnding);
  }

  /** There is a connection of HTTP/2; or nothing, for a reason that shows over HTTP/1.1 again. */
  synchronized void opened(Optional<SharedConnection> connection) {
    connection.filter(_ -> !settled).ifPresent(open::add);
    settled = calls > 0 && (settled || connection.isEmpty());
    opening.ifPresent(awaited -> awaited.over().countDown());
    opening = Optional.empty();
  }
}
