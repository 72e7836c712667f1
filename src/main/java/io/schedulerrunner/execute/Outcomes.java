package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;

/**
 * Turns raw replies into outcomes that may be shown: the one place where answers lose their
 * secrets.
 */
final class Outcomes {

  private Outcomes() {}

  /** The outcome of a call's last reply. */
  static Outcome of(Reply reply, Exchange exchange) {
    if (reply instanceof Reply.Answered answered) {
      return new Outcome.Succeeded(response(answered.answer(), exchange));
    }
    return reply instanceof Reply.Omitted omitted
        ? new Outcome.Omitted(omitted.reason())
        : failed((Reply.Failed) reply, exchange);
  }

  private static Outcome failed(Reply.Failed failed, Exchange exchange) {
    return new Outcome.Failed(
        redacted(failed.failure(), exchange.secrets()),
        failed.answer().map(answer -> response(answer, exchange)));
  }

  /** A failure without secrets in its sentence. */
  static Failure redacted(Failure failure, Secrets secrets) {
    return secrets.isEmpty()
        ? failure
        : new Failure(failure.type(), secrets.redact(failure.message()));
  }

  private static Response response(Answer answer, Exchange exchange) {
    return new Response(
        answer.status(), exchange.scope().bodies().keep(answer, exchange.secrets()));
  }
}
