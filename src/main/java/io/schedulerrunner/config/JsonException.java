package io.schedulerrunner.config;

import java.io.Serial;

/**
 * A text that is not the JSON or YAML it should be. The message says where and why, and never
 * repeats anything of the text, which may hold secrets.
 */
public final class JsonException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** At a 1-based line and column. */
  public JsonException(int line, int column, String reason) {
    super("line " + line + ", column " + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  /** 1-based. */
  public int line() {
    return line;
  }

  /** 1-based. */
  public int column() {
    return column;
  }
}
