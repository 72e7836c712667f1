package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * Numbers on the command line. The command line's library would read them itself, but what it says
 * of a mistake is Java's ("cannot convert", "is not an int"), without an example.
 */
final class Numbers {

  private Numbers() {}

  /**
   * A whole number of any size.
   *
   * @throws ConfigurationException where it is none
   */
  static BigInteger whole(String option, String text, String example) {
    return read(option, text, BigInteger::new, "a whole number", example);
  }

  /**
   * A number of seconds, fractions allowed.
   *
   * @throws ConfigurationException where it is none
   */
  static BigDecimal seconds(String option, String text, String example) {
    return read(option, text, BigDecimal::new, "a number of seconds", example);
  }

  private static <N> N read(
      String option, String text, Function<String, N> number, String kind, String example) {
    try {
      return number.apply(text);
    } catch (NumberFormatException e) {
      String message = "must be " + kind + ", but is \"" + text + "\".";
      throw new ConfigurationException(
          List.of(new Problem(option, message, option + " " + example)));
    }
  }
}
