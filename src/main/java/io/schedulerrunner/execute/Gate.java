package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * One limit in force: who may start now, and when it is worth asking again. Knows no clock and no
 * threads; every method is told the time. Not thread-safe.
 *
 * <p>Starts are spaced evenly, a hundredth further apart than the rate allows, and one that comes
 * late by no more than a hundredth of the period does not delay those after it: so no period,
 * however it is laid, sees more starts than the rate allows, and no more than 1 % of the rate is
 * lost. Calls are let in in the order in which they came, those of one run in the order in which
 * they may start: an attempt that is repeated does not wait for first ones that are due much later.
 * Of each run at most one is let in that has not begun yet (it may wait for one of the run's
 * workers), so that a busy run holds up nobody else; if it begins late, the next ones wait as if it
 * had only then been let in.
 */
final class Gate {

  /** By how much starts are further apart than the rate says, and how much lateness is forgiven. */
  private static final double SLACK = 0.01;

  /**
   * By when they may start; times are compared by their difference, see {@link System#nanoTime}.
   */
  private static final Comparator<Ticket> TURNS =
      ((Comparator<Ticket>) (one, other) -> Long.signum(one.notBefore - other.notBefore))
          .thenComparingLong(ticket -> ticket.number);

  private final int concurrency;
  private final long spacing;
  private final long forgiven;
  private final Map<Object, Queue<Ticket>> waiting = new LinkedHashMap<>();
  private final Map<Object, Ticket> entering = new HashMap<>();
  private OptionalLong nextStart = OptionalLong.empty();
  private int inside;
  private long arrivals;

  /** A call's place in the queue. */
  static final class Ticket {

    private final Object run;
    private final Queue<Ticket> queue;
    private final long number;
    private final long notBefore;
    private final Runnable admitted;
    private boolean abandoned;

    private Ticket(
        Object run, Queue<Ticket> queue, long number, long notBefore, Runnable admitted) {
      this.run = run;
      this.queue = queue;
      this.number = number;
      this.notBefore = notBefore;
      this.admitted = admitted;
    }
  }

  Gate(Limit limit) {
    concurrency = limit.concurrency().orElse(Integer.MAX_VALUE);
    spacing = spacing(limit);
    forgiven = forgiven(limit);
  }

  /** How many nanoseconds starts are apart; 0 without a rate. */
  static long spacing(Limit limit) {
    return (long) (period(limit) * (1 + SLACK) / limit.rate().map(Limit.Rate::calls).orElse(1.0));
  }

  /** How many nanoseconds a start may be late without delaying those after it. */
  static long forgiven(Limit limit) {
    return (long) (period(limit) * SLACK);
  }

  private static double period(Limit limit) {
    return limit.rate().map(Limit.Rate::per).map(Duration::toNanos).orElse(0L);
  }

  /**
   * A call comes.
   *
   * @param run which run it belongs to, by identity
   * @param notBefore when it may start at the earliest
   * @param admitted what to do, by {@link #admit}, when it may go in
   */
  Ticket arrive(Object run, long notBefore, Runnable admitted) {
    Queue<Ticket> queue = waiting.computeIfAbsent(run, key -> new PriorityQueue<>(TURNS));
    Ticket ticket = new Ticket(run, queue, arrivals, notBefore, admitted);
    arrivals++;
    queue.add(ticket);
    return ticket;
  }

  /** Lets in whoever may go in, and says how long nobody else may, where time alone decides. */
  OptionalLong admit(long now) {
    for (Optional<Ticket> first = first(now); first.isPresent(); first = first(now)) {
      Ticket ticket = first.orElseThrow();
      ticket.queue.remove();
      entering.put(ticket.run, ticket);
      inside++;
      schedule(now);
      ticket.admitted.run();
    }
    return untilNext(now);
  }

  /** A call that was let in begins. */
  void begin(Ticket ticket, long now) {
    entering.remove(ticket.run, ticket);
    nextStart.ifPresent(next -> nextStart = OptionalLong.of(later(next, now - forgiven + spacing)));
  }

  /** A call that was let in has ended. */
  void leave() {
    inside--;
  }

  /** A call no longer waits, or does not begin though it was let in. */
  void abandon(Ticket ticket) {
    ticket.abandoned = true;
    entering.remove(ticket.run, ticket);
  }

  /** Whether nothing of it is worth remembering. */
  boolean isIdle(long now) {
    return inside == 0
        && heads(now, false).isEmpty()
        && (nextStart.isEmpty() || nextStart.getAsLong() - now <= 0);
  }

  private void schedule(long now) {
    if (spacing > 0) {
      long start = later(nextStart.orElse(now), now - forgiven);
      nextStart = OptionalLong.of(start + spacing);
    }
  }

  /** The later one of two times. */
  static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private Optional<Ticket> first(long now) {
    boolean open = inside < concurrency && untilStart(now) == 0;
    return open ? heads(now, true) : Optional.empty();
  }

  private long untilStart(long now) {
    return nextStart.isPresent() ? Math.max(0, nextStart.getAsLong() - now) : 0;
  }

  /** Of the runs' first calls the one that came first, due or not. */
  private Optional<Ticket> heads(long now, boolean due) {
    forgetAbandoned();
    Optional<Ticket> first = Optional.empty();
    for (Queue<Ticket> queue : waiting.values()) {
      Ticket head = queue.element();
      boolean counts = !due || (head.notBefore - now <= 0 && !entering.containsKey(head.run));
      if (counts && first.filter(it -> it.number < head.number).isEmpty()) {
        first = Optional.of(head);
      }
    }
    return first;
  }

  private void forgetAbandoned() {
    waiting.values().forEach(Gate::dropAbandoned);
    waiting.values().removeIf(Queue::isEmpty);
  }

  private static void dropAbandoned(Queue<Ticket> queue) {
    while (!queue.isEmpty() && queue.element().abandoned) {
      queue.remove();
    }
  }

  private OptionalLong untilNext(long now) {
    if (inside >= concurrency) {
      return OptionalLong.empty();
    }
    forgetAbandoned();
    return waiting.values().stream()
        .map(Queue::element)
        .filter(head -> !entering.containsKey(head.run))
        .mapToLong(head -> Math.max(untilStart(now), head.notBefore - now))
        .min();
  }
}
