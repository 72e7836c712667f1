package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

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
            status(reply),
            failure(reply, exchange),
            progress.phases(),
            progress.address()));
    return reply;
  }

  private static OptionalInt status(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> Attempt.status(answered.answer().status());
      case Reply.Failed failed ->
          failed
              .answer()
              .map(answer -> Attempt.status(answer.status()))
              .orElseGet(OptionalInt::empty);
      case Reply.Omitted omitted -> OptionalInt.empty();
    };
  }

  private static Optional<Failure> failure(Reply reply, Exchange exchange) {
    return reply instanceof Reply.Failed failed
        ? Optional.of(Outcomes.redacted(failed.failure(), exchange.secrets()))
        : Optional.empty();
  }
}
