package io.schedulerrunner.execute;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one evaluation may take, however an expression is written: {@value #SECONDS} s, {@value
 * #MAX_DEPTH} levels of nesting, and {@value #MAX_WORK} bytes of intermediate results, of which no
 * single one may be larger than {@link Values#MAX_SIZE}. The library's own functions that can
 * multiply their input, or that search by regular expression, are checked before they begin, since
 * nothing can stop them afterwards. {@code $eval} is not available: what it reads cannot be checked
 * with the configuration. What must not be called at all is for {@link Patterns} to see. For one
 * evaluation, by one thread.
 */
final class Bounds {

  static final int SECONDS = 2;
  static final int MAX_DEPTH = 250;
  static final long MAX_WORK = 64L << 20;
  static final int MAX_PADDING = 65_536;
  static final int MAX_ELEMENTS = 100_000;

  /** Matches nothing. */
  private static final Pattern NO_PATTERN = Pattern.compile("(?!)");

  /** What a value takes apart from its content, roughly. */
  private static final int PER_VALUE = 32;

  private final Time time;
  private final Patterns patterns;
  private final long deadline;
  private long work;
  private int depth;

  Bounds(Time time, Patterns patterns) {
    this.time = time;
    this.patterns = patterns;
    deadline = time.nanos() + SECONDS * 1_000_000_000L;
  }

  /** Puts an evaluation under these bounds. */
  void apply(Jsonata.Frame frame) {
    frame.setEvaluateEntryCallback((expression, input, environment) -> enter());
    frame.setEvaluateExitCallback((part, input, environment, result) -> leave(part, result));
    guard(frame, "eval", "<sx?:x>", arguments -> unavailable());
    guard(frame, "pad", "<s-ns?:s>", Bounds::pad);
    guard(frame, "join", "<a<s>s?:s>", arguments -> Values.checkSize(arguments));
    guard(frame, "string", "<x-b?:s>", arguments -> Values.checkSize(arguments));
    guard(frame, "contains", "<s-(sf):b>", arguments -> matches(arguments));
    guard(frame, "match", "<s-f<s:o>n?:a<o>>", arguments -> matches(arguments));
    guard(frame, "split", "<s-(sf)n?:a<s>>", arguments -> matches(arguments));
    guard(frame, "replace", "<s-(sf)(sf)n?:s>", this::replace);
  }

  /** Puts a check before a function of the library. */
  private static void guard(
      Jsonata.Frame frame, String name, String signature, Consumer<List<?>> check) {
    String method = name.equals("eval") ? "functionEval" : name;
    JFunction original = new JFunction(name, signature, Functions.class, null, method);
    frame.bind(
        name,
        new JFunction(
            (input, arguments) -> {
              check.accept(arguments);
              return original.call(input, arguments);
            },
            signature));
  }

  private void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new ExpressionException(
          "it is nested or calls itself more than " + MAX_DEPTH + " levels deep");
    }
    checkTime();
  }

  private void leave(Object part, Object result) {
    patterns.check(part, result);
    depth--;
    work += PER_VALUE + size(result);
    if (work > MAX_WORK) {
      throw new ExpressionException("it takes more than " + MAX_WORK + " bytes of memory");
    }
    checkTime();
  }

  private static long size(Object result) {
    return switch (result) {
      case String text -> Values.checked(text.length());
      case List<?> list when list.size() > MAX_ELEMENTS ->
          throw new ExpressionException("it makes more than " + MAX_ELEMENTS + " elements");
      case List<?> list -> 8L * list.size();
      case null, default -> 0;
    };
  }

  private void checkTime() {
    if (time.nanos() - deadline > 0) {
      throw new ExpressionException("it takes longer than " + SECONDS + " s");
    }
  }

  private static void unavailable() {
    throw new ExpressionException("$eval is not available");
  }

  private static void pad(List<?> arguments) {
    if (arguments.get(1) instanceof Number width && Math.abs(width.doubleValue()) > MAX_PADDING) {
      throw new ExpressionException("$pad is not available beyond " + MAX_PADDING);
    }
  }

  private void replace(List<?> arguments) {
    long matches = matches(arguments);
    if (arguments.get(2) instanceof String replacement) {
      long references = replacement.chars().filter(unit -> unit == '$').count();
      long text = String.valueOf(arguments.get(0)).length();
      Values.checked(text * (1 + references) + matches * replacement.length());
    }
  }

  /** Searches as the function is about to, but in a text that keeps an eye on the time. */
  private long matches(List<?> arguments) {
    if (!(arguments.get(0) instanceof String text)) {
      return 0;
    }
    Pattern pattern =
        switch (arguments.get(1)) {
          case Pattern regex -> regex;
          case String literal -> Pattern.compile(literal, Pattern.LITERAL);
          case null, default -> NO_PATTERN;
        };
    Matcher matcher = pattern.matcher(new WatchedText(text, this::checkTime));
    long matches = 0;
    while (matcher.find()) {
      matches++;
    }
    return matches;
  }
}
