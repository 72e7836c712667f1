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
    return switch (reply) {
      case Reply.Answered answered -> new Outcome.Succeeded(response(answered.answer(), exchange));
      case Reply.Failed failed ->
          new Outcome.Failed(
              redacted(failed.failure(), exchange.secrets()),
              failed.answer().map(answer -> response(answer, exchange)));
      case Reply.Omitted omitted -> new Outcome.Omitted(omitted.reason());
    };
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
