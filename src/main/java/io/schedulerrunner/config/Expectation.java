package io.schedulerrunner.config;

import java.util.Optional;

/**
 * What an answer must be to count as a success.
 *
 * @param status the accepted status codes; 2xx by default
 * @param body a JSONata expression over {@code {status_code, headers, response}} that must be true
 */
public record Expectation(StatusSet status, Optional<Text> body) {

  /** Any 2xx, whatever the body. */
  public static final Expectation SUCCESS = new Expectation(StatusSet.SUCCESS, Optional.empty());

  /** As every record's, but not by a method that the JVM has to make first. */
  @Override
  public String toString() {
    return "Expectation[status=" + status + ", body=" + body + "]";
  }
}
