package io.schedulerrunner.config;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A configured string, in two versions: {@link #value()} is what is sent, {@link #shown()} what may
 * be seen, with {@code ***} where a secret was put in. {@link #toString()} is the shown one, so
 * that a log line cannot leak by accident. Immutable.
 *
 * @param parts the string in pieces: what stood in the configuration, and what {@code ${NAME}} was
 *     replaced by. Only literal pieces are searched for <code>{{ }}</code> templates, so that a
 *     value can never change the structure.
 */
public record Text(List<Part> parts) implements JacksonSerializable {

  /** What stands in place of a secret wherever something is shown. */
  public static final String HIDDEN = "***";

  /** One piece of a configured string. */
  public sealed interface Part {
    /** What is sent. */
    String value();

    /** What may be seen. */
    String shown();
  }

  /** A piece that stood in the configuration itself. */
  public record Literal(String value) implements Part {
    @Override
    public String shown() {
      return value;
    }
  }

  /**
   * The value of an environment variable.
   *
   * @param secret false only for an http(s) URL without user information
   */
  public record Substituted(String name, String value, boolean secret) implements Part {
    @Override
    public String shown() {
      return secret ? HIDDEN : value;
    }

    @Override
    public String toString() {
      return "${" + name + "}";
    }
  }

  public Text {
    parts = List.copyOf(parts);
  }

  /** A string without any environment variable in it. */
  public static Text of(String literal) {
    return new Text(List.of(new Literal(literal)));
  }

  /** Whether no environment variable went into it. */
  public boolean isLiteral() {
    return parts.stream().allMatch(Literal.class::isInstance);
  }

  /** The string as it is sent. */
  public String value() {
    return parts.size() == 1
        ? parts.getFirst().value()
        : parts.stream().map(Part::value).collect(Collectors.joining());
  }

  /** The string as it may be shown. */
  public String shown() {
    return parts.size() == 1
        ? parts.getFirst().shown()
        : parts.stream().map(Part::shown).collect(Collectors.joining());
  }

  /** In a tree, too, a text shows itself without its secrets unless {@link Json} writes it. */
  @Override
  public void serialize(JsonGenerator out, SerializationContext context) {
    out.writeString(shown());
  }

  @Override
  public void serializeWithType(
      JsonGenerator out, SerializationContext context, TypeSerializer types) {
    serialize(out, context);
  }

  @Override
  public String toString() {
    return shown();
  }
}
