package io.schedulerrunner.web;

/** What one way of proving who one is says of a request. */
public sealed interface Verdict {

  /** The credentials are right. */
  record Granted() implements Verdict {}

  /** There are no credentials of this kind. */
  record Missing() implements Verdict {}

  /**
   * There are credentials of this kind, and they are wrong.
   *
   * @param message a sentence that says nothing of the right ones
   */
  record Refused(String message) implements Verdict {}
}
