package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes one attempt and writes down how it went. */
final class AttemptingCaller implements Caller {

  private final Caller delegate;
  private final Time time;

  AttemptingCaller(Caller delegate, Time time) {
    this.delegate = delegate;
    this.time = time;
  }

  @Override
  public Reply call(Exchange exchange) {
    Instant startedAt = time.now();
    long started = time.nanos();
    Progress progress = exchange.progress();
    progress.begin(startedAt, started);
    progress.sending(exchange);
    Reply reply = delegate.call(exchange);
    Duration duration = Duration.ofNanos(time.nanos() - started);
    progress.add(
        new Attempt(
            progress.attempts().size() + 1,
            startedAt,
            duration,
            reply.status(),
            failure(reply, exchange),
            progress.phases(),
            progress.address()));
    return reply;
  }

  private static Optional<Failure> failure(Reply reply, Exchange exchange) {
    return reply instanceof Reply.Failed failed
        ? Optional.of(Outcomes.redacted(failed.failure(), exchange.secrets()))
        : Optional.empty();
  }
}
