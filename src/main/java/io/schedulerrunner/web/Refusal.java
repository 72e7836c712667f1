package io.schedulerrunner.web;

import java.io.Serial;

/** A request that cannot be answered as asked, with what it is answered instead. */
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  /** With the answer in place of the one that was asked for. */
  public Refusal(Answer answer) {
    super("HTTP " + answer.status());
    this.answer = answer;
  }

  /** What to answer. */
  public Answer answer() {
    return answer;
  }
}
