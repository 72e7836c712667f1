package io.schedulerrunner.cron;

import io.schedulerrunner.config.Problem;
import java.io.Serial;

/** A cron expression that cannot be used: what is wrong, where, and a valid example. */
public final class CronException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String expression;
  private final int position;
  private final String sentence;
  private final String example;

  CronException(String expression, int position, String sentence, String example) {
    super(
        "\"%s\", position %d: %s Example: %s"
            .formatted(expression, position + 1, sentence, example));
    this.expression = expression;
    this.position = position;
    this.sentence = sentence;
    this.example = example;
  }

  /** 0-based index of the first character that is wrong; the length where something is missing. */
  public int position() {
    return position;
  }

  /** The same as one of a configuration's problems, {@code where} being the field's path. */
  public Problem problem(String where) {
    return new Problem(
        where, "\"%s\", position %d: %s".formatted(expression, position + 1, sentence), example);
  }
}
