package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpURI;

/**
 * Makes attempts wait for the limit that their endpoint names, or whose hosts hold the host that is
 * called, in this process and, where they share it, among all instances. Who waits gives its worker
 * away.
 */
final class LimitingCaller implements Caller {

  private final Caller delegate;
  private final Gates gates;
  private final Function<Limit, Turn> turns;
  private final Time time;

  /** With limits of this process alone. */
  LimitingCaller(Caller delegate, Time time) {
    this(delegate, time, limit -> Turn.FREE);
  }

  /**
   * With limits that instances share.
   *
   * @param turns their leave for one call
   */
  LimitingCaller(Caller delegate, Time time, Function<Limit, Turn> turns) {
    this.delegate = delegate;
    this.time = time;
    this.turns = turns;
    gates = new Gates(time);
  }

  @Override
  public Reply call(Exchange exchange) {
    return limit(exchange)
        .map(limit -> limited(limit, exchange))
        .orElseGet(() -> delegate.call(exchange));
  }

  private Reply limited(Limit limit, Exchange exchange) {
    RunScope scope = exchange.scope();
    boolean first = exchange.progress().attempts().isEmpty();
    long now = time.nanos();
    long notBefore = first ? scope.spreads().next(limit, now) : now;
    Gates.Visit visit = gates.visit(limit, scope.workers(), notBefore);
    Turn turn = turns.apply(limit);
    try {
      if (!visit.isAdmitted() || !turn.isFree()) {
        scope.workers().pause();
        exchange.progress().queued(true);
        visit.await();
        turn.await();
        exchange.progress().queued(false);
        scope.workers().resume();
      }
      visit.begin();
      return delegate.call(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended.");
    } finally {
      turn.end();
      visit.end();
    }
  }

  private static Optional<Limit> limit(Exchange exchange) {
    var limits = exchange.scope().plan().limits();
    if (limits.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> named = exchange.call().endpoint().limit();
    return named.isPresent()
        ? named.map(limits::get)
        : limits.values().stream().filter(limit -> isFor(limit, exchange.request())).findFirst();
  }

  /** Only endpoints whose host a template makes come here with limits that name hosts. */
  private static boolean isFor(Limit limit, Request request) {
    return !limit.hosts().isEmpty() && limit.hosts().contains(host(request));
  }

  private static String host(Request request) {
    try {
      return Objects.requireNonNullElse(HttpURI.from(request.url()).getHost(), "")
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
