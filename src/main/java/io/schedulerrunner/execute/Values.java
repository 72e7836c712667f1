package io.schedulerrunner.execute;

import com.dashjoin.jsonata.Jsonata;
import io.schedulerrunner.config.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as expressions see it: maps, lists, strings, numbers and booleans of Java, {@link #NULL} for
 * null; immutable, as many evaluations share it.
 */
final class Values {

  /** JSON's null, which is a value; undefined is none. */
  static final Object NULL = Jsonata.NULL_VALUE;

  /** Largest text or document that an expression may make, in characters. */
  static final int MAX_SIZE = 8 << 20;

  private static final int PER_VALUE = 4;

  /** Larger numbers are written with an exponent. */
  private static final int MOST_DIGITS = 21;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Lenient: what an endpoint answers is taken as it came. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().streamReadConstraints(Json.FACTORY.streamReadConstraints()).build();

  private Values() {}

  /** Reads a JSON document; nothing if it is none. */
  static Optional<Object> parse(String text) {
    JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Object value = value(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JacksonException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  /** JSONata counts in doubles; what does not fit in one keeps its digits as long as it can. */
  private static Number decimal(BigDecimal exact) {
    double near = exact.doubleValue();
    boolean fits = Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(exact) == 0;
    return fits ? (Number) near : exact;
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      object.put(name, value(parser));
    }
    return Collections.unmodifiableMap(object);
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return Collections.unmodifiableList(array);
  }

  /** A size that is not too large. */
  static long checked(long size) {
    if (size > MAX_SIZE) {
      throw new ExpressionException("it makes more than " + MAX_SIZE + " characters");
    }
    return size;
  }

  /** Checks how large a value is once it is written. */
  static void checkSize(Object value) {
    var _ = measured(value, 0);
  }

  /** What a value adds to so many characters; a value that stands twice is written twice. */
  private static long measured(Object value, long before) {
    long size = checked(before + PER_VALUE);
    switch (value) {
      case String text -> size += text.length();
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          size = measured(entry.getValue(), measured(entry.getKey(), size));
        }
      }
      case List<?> list -> {
        for (Object element : list) {
          size = measured(element, size);
        }
      }
      case null, default -> {}
    }
    return checked(size);
  }

  /**
   * A value as JSON.
   *
   * @throws ExpressionException if it is none, as a function is, or too large
   */
  static JsonNode json(Object value) {
    checkSize(value);
    return node(value, 0);
  }

  private static JsonNode node(Object value, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw new ExpressionException("makes JSON nested deeper than " + Json.MAX_DEPTH + " levels");
    }
    return switch (value) {
      case String text -> NODES.stringNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(new BigDecimal(number(number)));
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, field) -> object.set(name.toString(), node(field, depth + 1)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(node(element, depth + 1)));
        yield array;
      }
      default -> {
        if (!value.equals(NULL)) {
          throw new ExpressionException("is a function, not a value");
        }
        yield NODES.nullNode();
      }
    };
  }

  /**
   * A value as a text: strings as they are, anything else as JSON.
   *
   * @throws ExpressionException as {@link #json}, and where it is null
   */
  static String text(Object value) {
    if (value.equals(NULL)) {
      throw new ExpressionException("is null, which cannot stand in a text");
    }
    return switch (value) {
      case String text -> text;
      case Number number -> number(number);
      default -> written(json(value));
    };
  }

  private static String number(Number number) {
    if (!(number instanceof Double)) {
      return number.toString();
    }
    BigDecimal plain = BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
    return plain.precision() - plain.scale() > MOST_DIGITS
        ? plain.toString()
        : plain.toPlainString();
  }

  private static String written(JsonNode tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.write(generator, tree);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
