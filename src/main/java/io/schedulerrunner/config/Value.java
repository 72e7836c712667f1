package io.schedulerrunner.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * A value of a configuration or request in its place. Every reading method notes what is wrong and
 * then answers nothing, so that one reading finds everything.
 *
 * @param path such as {@code endpoints[2].timeout}
 */
public record Value(JsonNode node, String path, Reading reading) {

  private static final int MOST = 1_000_000;

  /** The same value, read by another. */
  Value in(Reading other) {
    return new Value(node, path, other);
  }

  /** A string as it is sent and as it may be seen. */
  public Optional<Text> text(String example) {
    if (!node.isString()) {
      wrongType("a string", example);
      return Optional.empty();
    }
    return Optional.of(reading.text(node.stringValue(), path));
  }

  /** A string as it is sent. */
  public Optional<String> string(String example) {
    return text(example).map(Text::value);
  }

  /** True or false. */
  public Optional<Boolean> flag() {
    if (!node.isBoolean()) {
      wrongType("true or false", "true");
    }
    return node.booleanValueOpt();
  }

  /** A whole number in a range; {@code 3.0} is one too. */
  public Optional<Integer> integer(int least, int most, String example) {
    String wanted = "a whole number from " + least + " to " + most;
    Optional<BigDecimal> number = number(wanted, example);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = number.orElseThrow();
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0
        || value.stripTrailingZeros().scale() > 0) {
      outOfRange(wanted, example);
      return Optional.empty();
    }
    return Optional.of(value.intValue());
  }

  /** A number above 0. */
  public Optional<Double> positive(String example) {
    return bounded("a number above 0", 1, example).map(BigDecimal::doubleValue);
  }

  /** Seconds above 0, with fractions. */
  public Optional<Duration> seconds(String example) {
    return bounded("a number of seconds above 0", 1, example).map(Value::duration);
  }

  /** Seconds from 0, with fractions. */
  public Optional<Duration> secondsOrZero(String example) {
    return bounded("a number of seconds from 0", 0, example).map(Value::duration);
  }

  private Optional<BigDecimal> bounded(String wanted, int leastSign, String example) {
    Optional<BigDecimal> number = number(wanted, example);
    if (number.isEmpty()) {
      return number;
    }
    BigDecimal value = number.orElseThrow();
    if (value.signum() < leastSign || value.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      outOfRange(wanted + " and at most " + MOST, example);
      return Optional.empty();
    }
    return number;
  }

  /** To the nanosecond; less than one counts as one, for 1e-999999999 cannot be written out. */
  private static Duration duration(BigDecimal seconds) {
    if (seconds.signum() == 0) {
      return Duration.ZERO;
    }
    BigDecimal nanos = seconds.max(BigDecimal.valueOf(1, 9)).movePointRight(9);
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.UP).longValueExact());
  }

  private Optional<BigDecimal> number(String wanted, String example) {
    if (!node.isNumber()) {
      wrongType(wanted, example);
      return Optional.empty();
    }
    return Optional.of(node.decimalValue());
  }

  /** The elements of an array. */
  public List<Value> items(String example) {
    if (!node.isArray()) {
      wrongType("an array", example);
      return List.of();
    }
    List<Value> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new Value(item, path + "[" + items.size() + "]", reading));
    }
    return items;
  }

  /** The strings of an array. */
  public List<String> strings(String example) {
    return items("[" + example + "]").stream()
        .flatMap(item -> item.string(example).stream())
        .toList();
  }

  /** The fields of an object. */
  public Optional<Fields> fields(String example) {
    if (!(node instanceof ObjectNode object)) {
      wrongType("an object", example);
      return Optional.empty();
    }
    return Optional.of(new Fields(object, path, reading));
  }

  /** Any JSON; a string with a variable or a template in it becomes a {@link Text} node. */
  public JsonNode json() {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, field) -> copy.set(name, at("." + name, field).json()));
        yield copy;
      }
      case ArrayNode ignored -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        items("").forEach(item -> copy.add(item.json()));
        yield copy;
      }
      default -> node.isString() ? string(reading.text(node.stringValue(), path)) : node;
    };
  }

  private static JsonNode string(Text text) {
    boolean plain = text.isLiteral() && !text.value().contains("{{");
    return plain ? JsonNodeFactory.instance.stringNode(text.value()) : new POJONode(text);
  }

  /** Notes something wrong with this value. */
  public void problem(String message, String example) {
    reading.problem(path, message, example);
  }

  /** Notes that this value has the wrong type. */
  public void wrongType(String wanted, String example) {
    problem("must be " + wanted + ", but is " + type(node) + ".", example);
  }

  private void outOfRange(String wanted, String example) {
    problem("must be " + wanted + ", but is " + brief(node.asString()) + ".", example);
  }

  private Value at(String suffix, JsonNode child) {
    return new Value(child, path + suffix, reading);
  }

  private static String brief(String number) {
    return number.length() > 20 ? number.substring(0, 20) + "…" : number;
  }

  private static String type(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> node.asString();
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "null";
    };
  }
}
