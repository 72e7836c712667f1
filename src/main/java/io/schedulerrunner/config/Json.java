package io.schedulerrunner.config;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON (RFC 8259) read into trees and written from them, by streaming: an object mapper would cost
 * more than the rest of a cold start's parsing together. Strict: a name that stands twice in an
 * object, anything after the end, and nesting deeper than {@value #MAX_DEPTH} are refused. Numbers
 * keep every digit. Thread-safe.
 */
public final class Json {

  /** How deep arrays and objects may stand in one another. */
  public static final int MAX_DEPTH = 200;

  /** Makes strict parsers, and generators. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /**
   * Reads one document; a byte order mark is skipped.
   *
   * @throws JsonException where it is not valid
   */
  public static JsonNode read(byte[] utf8) {
    JsonParser parser;
    try {
      parser = FACTORY.createParser(ObjectReadContext.empty(), utf8);
    } catch (JacksonIOException e) {
      // It looks for the encoding at once, and gives up where bytes look like no known one.
      throw new JsonException(1, 1, "it is not UTF-8");
    }
    return read(parser);
  }

  /**
   * Reads one document.
   *
   * @throws JsonException where it is not valid
   */
  public static JsonNode read(String text) {
    return read(FACTORY.createParser(ObjectReadContext.empty(), text));
  }

  /** Writes a tree; a {@link Text} in a {@code POJONode} is written as it is sent. */
  public static void write(JsonGenerator out, JsonNode tree) {
    write(out, tree, false);
  }

  /** Writes a tree; a {@link Text} in a {@code POJONode} is written as it may be seen. */
  public static void writeShown(JsonGenerator out, JsonNode tree) {
    write(out, tree, true);
  }

  private static JsonNode read(JsonParser parser) {
    try (parser) {
      if (parser.nextToken() == null) {
        throw failure(parser.currentLocation(), "it is empty");
      }
      JsonNode tree = node(parser);
      if (parser.nextToken() != null) {
        throw failure(
            parser.currentTokenLocation(), "something follows after the end of the document");
      }
      return tree;
    } catch (JacksonException e) {
      TokenStreamLocation at =
          Optional.ofNullable(e.getLocation()).orElseGet(parser::currentTokenLocation);
      throw failure(at, SyntaxReason.of(e));
    } catch (NumberFormatException e) {
      throw failure(parser.currentTokenLocation(), "a number with too large an exponent");
    }
  }

  private static JsonException failure(TokenStreamLocation at, String reason) {
    return new JsonException(at.getLineNr(), at.getColumnNr(), reason);
  }

  private static JsonNode node(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> NullNode.instance;
    };
  }

  private static JsonNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      object.set(name, node(parser));
    }
    return object;
  }

  private static JsonNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static void write(JsonGenerator out, JsonNode tree, boolean shown) {
    switch (tree) {
      case ObjectNode object -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          out.writeName(field.getKey());
          write(out, field.getValue(), shown);
        }
        out.writeEndObject();
      }
      case ArrayNode array -> {
        out.writeStartArray();
        for (JsonNode element : array) {
          write(out, element, shown);
        }
        out.writeEndArray();
      }
      case POJONode text -> out.writeString(string(text, shown));
      default -> writeScalar(out, tree);
    }
  }

  private static void writeScalar(JsonGenerator out, JsonNode scalar) {
    switch (scalar) {
      case StringNode string -> out.writeString(string.stringValue());
      case BooleanNode flag -> out.writeBoolean(flag.booleanValue());
      case NullNode ignored -> out.writeNull();
      case IntNode number -> out.writeNumber(number.intValue());
      case LongNode number -> out.writeNumber(number.longValue());
      case DoubleNode number -> out.writeNumber(number.doubleValue());
      default -> out.writeNumber(scalar.decimalValue());
    }
  }

  private static String string(POJONode node, boolean shown) {
    Text text = (Text) node.getPojo();
    return shown ? text.shown() : text.value();
  }
}
