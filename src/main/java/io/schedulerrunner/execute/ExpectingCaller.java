package io.schedulerrunner.execute;

import io.schedulerrunner.config.Expectation;

/** Judges answers: one whose status is not expected is a failure. */
final class ExpectingCaller implements Caller {

  private final Caller delegate;

  ExpectingCaller(Caller delegate) {
    this.delegate = delegate;
  }

  @Override
  public Reply call(Exchange exchange) {
    Reply reply = delegate.call(exchange);
    return reply instanceof Reply.Answered answered
        ? judge(answered.answer(), exchange.call().endpoint().expect())
        : reply;
  }

  private static Reply judge(Answer answer, Expectation expectation) {
    return expectation.status().contains(answer.status())
        ? new Reply.Answered(answer)
        : Reply.Failed.because(new Failure(ErrorType.STATUS, sentence(answer.status())), answer);
  }

  private static String sentence(int status) {
    String phrase = org.eclipse.jetty.http.HttpStatus.getMessage(status);
    return phrase.equals(String.valueOf(status))
        ? "HTTP " + status
        : "HTTP " + status + " " + phrase;
  }
}
