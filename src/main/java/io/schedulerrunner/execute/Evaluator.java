package io.schedulerrunner.execute;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Evaluates JSONata (docs.jsonata.org), and is the only class that needs its library, so that a
 * plan without expressions never loads it. Each evaluation is bounded, see {@link Bounds}.
 * Thread-safe.
 */
final class Evaluator {

  /** Longer expressions are refused; deeply nested ones fail in the parser before. */
  static final int MAX_LENGTH = 65_536;

  private final Time time;

  Evaluator(Time time) {
    this.time = time;
  }

  /** What is wrong with an expression, if anything is; nothing is evaluated. */
  static Optional<String> problem(String expression) {
    try {
      parse(expression);
      Patterns.of(expression);
      return Optional.empty();
    } catch (ExpressionException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Evaluates an expression.
   *
   * @param input what it sees, JSON as {@link Values} reads it
   * @return its value as {@link Values} takes it; nothing where there is none
   * @throws ExpressionException where it fails or goes beyond its bounds
   */
  Optional<Object> evaluate(String expression, Map<String, Object> input) {
    Jsonata parsed = parse(expression);
    Jsonata.Frame frame = parsed.createFrame();
    new Bounds(time, Patterns.of(expression)).apply(frame);
    try {
      return Optional.ofNullable(parsed.evaluate(input, frame));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new ExpressionException("fails: " + reason(e));
    }
  }

  /** Whether a value counts as true, as JSONata's {@code $boolean} sees it. */
  static boolean isTrue(Object value) {
    return Jsonata.boolize(value);
  }

  /** The library keeps the parser and the expression per thread: neither outlives a call. */
  private static Jsonata parse(String expression) {
    if (expression.length() > MAX_LENGTH) {
      throw new ExpressionException("is longer than " + MAX_LENGTH + " characters");
    }
    try {
      Jsonata parsed = Jsonata.jsonata(expression);
      parsed.setOutputConvertNulls(false);
      parsed.setValidateInput(false);
      return parsed;
    } catch (JException e) {
      int character = Math.max(0, e.getLocation()) + 1;
      throw new ExpressionException(
          "is not JSONata at its character " + character + ": " + reason(e));
    } catch (StackOverflowError e) {
      throw new ExpressionException("is not JSONata: it is nested too deeply");
    } catch (RuntimeException e) {
      throw new ExpressionException("is not JSONata: it breaks off, or has a broken pattern");
    }
  }

  /** What the library throws besides its own exception tells of its inside: of no use to users. */
  private static String reason(Throwable failure) {
    boolean inWords = failure instanceof JException || failure instanceof ExpressionException;
    String unknown = "it cannot be evaluated with these values";
    return inWords ? Objects.requireNonNullElse(failure.getMessage(), unknown) : unknown;
  }
}
