package io.schedulerrunner.config;

/**
 * One thing wrong with a configuration or a request. Never holds the value of a secret.
 *
 * @param where a variable's name or a path such as {@code endpoints[2].timeout}; empty for the
 *     whole
 * @param message what is wrong, as a sentence
 * @param example a valid value, empty where none helps
 */
public record Problem(String where, String message, String example) {

  @Override
  public String toString() {
    String at = where.isEmpty() ? message : where + ": " + message;
    return example.isEmpty() ? at : at + " Example: " + example;
  }
}
