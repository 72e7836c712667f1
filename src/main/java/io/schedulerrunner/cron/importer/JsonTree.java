package io.schedulerrunner.cron.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** A JSON document as maps, lists, and everything else as text; null is as good as absent. */
final class JsonTree {

  private JsonTree() {}

  /**
   * Reads one document.
   *
   * @throws ImportException where it is not valid
   */
  static Object read(String text) {
    JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text);
    try (parser) {
      parser.nextToken();
      Object tree = value(parser).orElse("");
      if (parser.nextToken() != null) {
        throw invalid(parser);
      }
      return tree;
    } catch (JacksonException e) {
      throw invalid(parser);
    }
  }

  private static ImportException invalid(JsonParser parser) {
    TokenStreamLocation at = parser.currentLocation();
    return new ImportException(
        "not valid JSON at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr()));
  }

  private static Optional<Object> value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Optional.of(object(parser));
      case START_ARRAY -> Optional.of(array(parser));
      case VALUE_NULL -> Optional.empty();
      default -> Optional.of(parser.getString());
    };
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser).ifPresent(value -> object.put(name, value));
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser).ifPresent(array::add);
    }
    return array;
  }
}
