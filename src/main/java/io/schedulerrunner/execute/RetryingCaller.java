package io.schedulerrunner.execute;

import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.StatusSet;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Tries again what failed for a reason that may pass: with exponential back-off and full jitter, or
 * after what the endpoint's {@code Retry-After} (RFC 9110, section 10.2.3) asks for. Never waits
 * past the run's deadline, and gives its worker's place away while it waits.
 */
final class RetryingCaller implements Caller {

  private static final int MOST_DOUBLINGS = 30;

  private final Caller delegate;
  private final Time time;
  private final DoubleSupplier jitter;

  /** With a source of numbers from 0 (included) to 1 (not included). */
  RetryingCaller(Caller delegate, Time time, DoubleSupplier jitter) {
    this.delegate = delegate;
    this.time = time;
    this.jitter = jitter;
  }

  @Override
  public Reply call(Exchange exchange) {
    Retry retry = exchange.call().endpoint().retry();
    Reply reply = delegate.call(exchange);
    for (int made = 1; made < retry.maxAttempts(); made++) {
      Optional<Duration> pause = pause(made, reply, retry);
      if (pause.isEmpty() || !waited(pause.get(), exchange.scope())) {
        return reply;
      }
      reply = delegate.call(exchange);
    }
    return reply;
  }

  /** How long to wait before the next attempt; nothing where there shall be none. */
  private Optional<Duration> pause(int made, Reply reply, Retry retry) {
    return reply instanceof Reply.Failed failed && isRetried(failed, retry)
        ? Optional.of(
            failed
                .answer()
                .flatMap(answer -> RetryAfter.of(answer, time.now()))
                .map(asked -> shorter(asked, retry.maxBackoff()))
                .orElseGet(() -> backoff(made, retry)))
        : Optional.empty();
  }

  private static boolean isRetried(Reply.Failed failed, Retry retry) {
    ErrorType type = failed.failure().type();
    boolean named =
        failed
            .answer()
            .map(Answer::status)
            .filter(status -> type == ErrorType.STATUS || StatusSet.SUCCESS.contains(status))
            .filter(retry.statuses()::contains)
            .isPresent();
    return named || retry.errors().contains(type.wireName());
  }

  private Duration backoff(int made, Retry retry) {
    Duration doubled = retry.minBackoff().multipliedBy(1L << Math.min(made - 1, MOST_DOUBLINGS));
    Duration bound = shorter(doubled, retry.maxBackoff());
    return Duration.ofNanos((long) (bound.toNanos() * jitter.getAsDouble()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Waits, and says whether there is time for another attempt. */
  private boolean waited(Duration pause, RunScope scope) {
    if (pause.compareTo(scope.remaining(time)) >= 0) {
      return false;
    }
    scope.workers().pause();
    try {
      time.sleep(pause);
      scope.workers().resume();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
