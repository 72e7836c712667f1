package io.schedulerrunner.execute;

import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.StatusSet;
import io.schedulerrunner.config.Text;
import java.util.Optional;

/** Judges answers: one whose status or body is not what is expected is a failure. */
final class ExpectingCaller implements Caller {

  /** How much of a body stands in a failure's message, in characters. */
  private static final int MOST_SHOWN = 200;

  private final Caller delegate;
  private final Time time;

  ExpectingCaller(Caller delegate, Time time) {
    this.delegate = delegate;
    this.time = time;
  }

  @Override
  public Reply call(Exchange exchange) {
    Reply reply = delegate.call(exchange);
    return reply instanceof Reply.Answered answered ? judge(answered, exchange) : reply;
  }

  private Reply judge(Reply.Answered answered, Exchange exchange) {
    Answer answer = answered.answer();
    Expectation expectation = exchange.call().endpoint().expect();
    if (!expectation.status().contains(answer.status())) {
      return Reply.Failed.because(refused(answer.status(), expectation.status()), answer);
    }
    return expectation
        .body()
        .flatMap(body -> objection(body, answer))
        .map(objection -> unexpected(objection, answer, exchange.secrets()))
        .orElse(answered);
  }

  /** A 2xx is no failure by itself: only what this endpoint expects makes it one. */
  private static Failure refused(int status, StatusSet expected) {
    return StatusSet.SUCCESS.contains(status)
        ? new Failure(
            ErrorType.EXPECTATION,
            sentence(status) + " is not the expected status, which is " + expected + ".")
        : new Failure(ErrorType.STATUS, sentence(status));
  }

  /** Why an answer is not what an expression asks for, if it is not. */
  private Optional<String> objection(Text text, Answer answer) {
    Expression expression = Expression.of(text);
    String subject = "The expectation \"" + expression.shown().strip() + "\" ";
    try {
      Optional<Object> value =
          new Evaluator(time).evaluate(expression.source(), new FreshAnswer(answer).view());
      if (value.isEmpty()) {
        return Optional.of(subject + "evaluates to nothing");
      }
      return Evaluator.isTrue(value.orElseThrow())
          ? Optional.empty()
          : Optional.of(subject + "is not met");
    } catch (ExpressionException e) {
      return Optional.of(subject + e.getMessage());
    }
  }

  private static Reply unexpected(String objection, Answer answer, Secrets secrets) {
    String seen =
        BodyText.of(answer)
            .map(text -> text.isEmpty() ? "an empty body" : excerpt(text, secrets))
            .orElse("a body that is not text");
    String cut =
        new FreshAnswer(answer).isCut()
            ? " Only the beginning of the body was kept, which is why it counts as text."
            : "";
    String message = objection + ". Seen: status " + answer.status() + " and " + seen + "." + cut;
    return Reply.Failed.because(new Failure(ErrorType.EXPECTATION, message), answer);
  }

  /** Redacted before it is cut, so that no part of a secret is left at the end. */
  private static String excerpt(String text, Secrets secrets) {
    String excerpt = secrets.redact(text, MOST_SHOWN).strip();
    return text.length() > MOST_SHOWN ? excerpt + "…" : excerpt;
  }

  private static String sentence(int status) {
    String phrase = org.eclipse.jetty.http.HttpStatus.getMessage(status);
    return phrase.equals(String.valueOf(status))
        ? "HTTP " + status
        : "HTTP " + status + " " + phrase;
  }
}
