package io.schedulerrunner.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML 1.2 (core schema) read into the tree that JSON would give, with every digit of its numbers.
 * As strict as {@link Json}; aliases are bounded, so that a small file cannot become a huge tree.
 */
final class Yaml {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_NODES = 2_000_000;

  private int nodes;

  private Yaml() {}

  /**
   * Reads one document.
   *
   * @throws JsonException where it is not valid
   */
  static JsonNode read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new JsonException(1, 1, "it is empty"));
      return new Yaml().convert(root, 1);
    } catch (MarkedYamlEngineException e) {
      throw failure(e.getProblemMark(), "it is not valid YAML here; check indentation and quotes");
    } catch (YamlEngineException e) {
      throw new JsonException(1, 1, "it is not one valid YAML document");
    } catch (NumberFormatException e) {
      // The library reads \\u without digits after it as a number.
      throw new JsonException(1, 1, "a backslash and u, U or x need hexadecimal digits after them");
    } catch (IllegalArgumentException e) {
      // The library decodes a tag, and finds a blank at one of its ends.
      throw new JsonException(1, 1, "what follows an exclamation mark is no tag; quote it");
    } catch (StackOverflowError e) {
      // The library composes by recursion and knows no bound.
      throw new JsonException(1, 1, "it is nested too deep");
    }
  }

  private JsonNode convert(Node node, int depth) {
    nodes++;
    if (depth > Json.MAX_DEPTH || nodes > MOST_NODES) {
      throw failure(node.getStartMark(), "too deep, or too large once its aliases are resolved");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, depth);
      case SequenceNode sequence -> {
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(item -> array.add(convert(item, depth + 1)));
        yield array;
      }
      default -> scalar((ScalarNode) node);
    };
  }

  private JsonNode object(MappingNode mapping, int depth) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple field : mapping.getValue()) {
      if (!(field.getKeyNode() instanceof ScalarNode name)) {
        throw failure(field.getKeyNode().getStartMark(), "a name must be a plain text");
      }
      if (object.has(name.getValue())) {
        throw failure(name.getStartMark(), "a name stands twice in the same object");
      }
      object.set(name.getValue(), convert(field.getValueNode(), depth + 1));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return NullNode.instance;
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(value.equalsIgnoreCase("true"));
    }
    try {
      if (tag.equals(Tag.INT)) {
        return integer(value);
      }
      return tag.equals(Tag.FLOAT)
          ? DecimalNode.valueOf(new BigDecimal(value))
          : NODES.stringNode(value);
    } catch (NumberFormatException e) {
      throw failure(node.getStartMark(), "this number has no place in JSON");
    }
  }

  private static JsonNode integer(String value) {
    int radix = value.startsWith("0x") ? 16 : value.startsWith("0o") ? 8 : 10;
    BigInteger number = new BigInteger(radix == 10 ? value : value.substring(2), radix);
    if (number.bitLength() < Integer.SIZE) {
      return NODES.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }

  private static JsonException failure(Optional<Mark> mark, String reason) {
    return new JsonException(
        mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, reason);
  }
}
