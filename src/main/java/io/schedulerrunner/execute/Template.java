package io.schedulerrunner.execute;

import io.schedulerrunner.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configured string taken apart: what stands, and what is evaluated when the call is made. Only
 * what stood in the configuration itself is searched for <code>{{ }}</code>; the closing braces are
 * the first that are neither inside a string nor belong to the expression.
 */
record Template(List<Segment> segments) {

  private static final String OPENING = "{{";

  /** A piece of the string. */
  sealed interface Segment {}

  /** Sent as it is. */
  record Fixed(Text text) implements Segment {}

  /**
   * Replaced by its value.
   *
   * @param position 1-based, of the opening braces in the string as it is shown
   */
  record Evaluated(Expression expression, int position) implements Segment {}

  Template {
    segments = List.copyOf(segments);
  }

  /** Whether a string holds anything to evaluate; cheap. */
  static boolean isIn(Text text) {
    for (Text.Part part : text.parts()) {
      if (part instanceof Text.Literal && part.value().contains(OPENING)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes a string apart.
   *
   * @throws ExpressionException where a template is not closed
   */
  static Template of(Text text) {
    Parser parser = new Parser();
    text.parts().forEach(parser::add);
    return parser.template();
  }

  /** What there is to evaluate. */
  List<Evaluated> expressions() {
    return segments.stream()
        .filter(Evaluated.class::isInstance)
        .map(Evaluated.class::cast)
        .toList();
  }

  /** The expression that is the whole string, if it is; its value keeps its type. */
  Optional<Evaluated> whole() {
    return segments.size() == 1 ? expressions().stream().findFirst() : Optional.empty();
  }

  /** Walks over the parts of a text. */
  private static final class Parser {

    private final List<Segment> segments = new ArrayList<>();
    private final List<Text.Part> fixed = new ArrayList<>();
    private Optional<Expression.Builder> open = Optional.empty();
    private int opened;
    private int shown;

    void add(Text.Part part) {
      switch (part) {
        case Text.Literal literal -> literal(literal.value());
        case Text.Substituted value ->
            open.ifPresentOrElse(builder -> builder.add(value), () -> fixed.add(value));
      }
      shown += part.shown().length();
    }

    private void literal(String literal) {
      int at = open.isPresent() ? inside(literal, 0) : 0;
      while (at < literal.length()) {
        int start = literal.indexOf(OPENING, at);
        int end = start < 0 ? literal.length() : start;
        if (end > at) {
          fixed.add(new Text.Literal(literal.substring(at, end)));
        }
        at = start < 0 ? literal.length() : begin(literal, start);
      }
    }

    private int begin(String literal, int start) {
      flush();
      opened = shown + start + 1;
      open = Optional.of(new Expression.Builder());
      return inside(literal, start + OPENING.length());
    }

    /** Reads on in an open template, and says where the literal goes on after it. */
    private int inside(String literal, int from) {
      Expression.Builder builder = open.orElseThrow();
      int before = builder.length();
      builder.add(new Text.Literal(literal.substring(from)));
      Optional<Integer> end = builder.end();
      if (end.isEmpty()) {
        return literal.length();
      }
      int after = from + end.orElseThrow() - before + 2;
      Expression expression = builder.build(builder.length() - end.orElseThrow());
      segments.add(new Evaluated(expression, opened));
      open = Optional.empty();
      return after;
    }

    private void flush() {
      if (!fixed.isEmpty()) {
        segments.add(new Fixed(new Text(fixed)));
        fixed.clear();
      }
    }

    Template template() {
      if (open.isPresent()) {
        throw new ExpressionException("{{ at character " + opened + " is not closed by }}");
      }
      flush();
      return new Template(segments);
    }
  }
}
