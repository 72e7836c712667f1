package io.schedulerrunner.testing;

import io.schedulerrunner.testing.FakeFirestore.RefusedException;
import io.schedulerrunner.testing.FakeFirestore.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A structured query of a {@link FakeFirestore}; one that needs an index of its own is refused. */
final class FakeQuery {

  private static final String NAME = "__name__";

  private final JsonNode query;
  private final Map<String, Stored> documents;
  private final List<String> orders = new ArrayList<>();
  private final boolean descending;

  FakeQuery(JsonNode query, Map<String, Stored> documents) {
    this.query = query;
    this.documents = documents;
    query.path("orderBy").forEach(order -> orders.add(path(order)));
    descending = query.path("orderBy").path(0).path("direction").asString("").equals("DESCENDING");
    checkIndex();
  }

  private static String path(JsonNode holder) {
    return holder.path("field").path("fieldPath").asString();
  }

  private Stream<JsonNode> filters() {
    return query
        .path("where")
        .path("compositeFilter")
        .path("filters")
        .valueStream()
        .map(filter -> filter.path("fieldFilter"));
  }

  /** Every field has an index by itself, in both directions; names only have an ascending one. */
  private void checkIndex() {
    boolean byName = orders.isEmpty() || orders.getFirst().equals(NAME);
    boolean ranges = filters().anyMatch(it -> it.path("op").asString().contains("_THAN"));
    boolean others = filters().anyMatch(it -> byName || !path(it).equals(orders.getFirst()));
    boolean keyScan = byName && descending && filters().findAny().isEmpty();
    boolean composite = byName ? ranges : others;
    if (keyScan || composite) {
      throw new RefusedException(400, "FAILED_PRECONDITION");
    }
  }

  private List<Map.Entry<String, Stored>> found() {
    String collection = "/" + query.path("from").path(0).path("collectionId").asString() + "/";
    Comparator<Map.Entry<String, Stored>> order = this::compare;
    return documents.entrySet().stream()
        .filter(it -> it.getKey().contains(collection))
        .filter(it -> filters().allMatch(filter -> matches(it, filter)))
        .filter(it -> !query.has("startAt") || side(it, "startAt") > 0)
        .filter(it -> !query.has("endAt") || side(it, "endAt") < 0)
        .sorted(descending ? order.reversed() : order)
        .limit(query.path("limit").asLong(Long.MAX_VALUE))
        .toList();
  }

  String answer() {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, Stored> each : found()) {
      ObjectNode document = each.getValue().document(each.getKey());
      if (query.has("select")) {
        ObjectNode selected = document.putObject("fields");
        for (JsonNode field : query.path("select").path("fields")) {
          String name = field.path("fieldPath").asString();
          selected.setAll(
              name.equals(NAME) ? Map.of() : Map.of(name, each.getValue().fields().path(name)));
        }
      }
      answers.addObject().set("document", document);
    }
    answers.addObject().put("readTime", "2026-01-01T00:00:00Z");
    return answers.toString();
  }

  String count() {
    return "[{\"result\":{\"aggregateFields\":{\"n\":{\"integerValue\":\"%d\"}}}}]"
        .formatted(found().size());
  }

  private static boolean matches(Map.Entry<String, Stored> document, JsonNode filter) {
    JsonNode wanted = filter.path("value");
    JsonNode actual = document.getValue().fields().path(path(filter));
    return switch (filter.path("op").asString()) {
      case "EQUAL" -> actual.equals(wanted);
      case "IN" -> elements(wanted).anyMatch(actual::equals);
      case "ARRAY_CONTAINS_ANY" ->
          elements(wanted).anyMatch(it -> elements(actual).anyMatch(it::equals));
      case "LESS_THAN" -> value(actual).compareTo(value(wanted)) < 0;
      default -> value(actual).compareTo(value(wanted)) >= 0;
    };
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.path("arrayValue").path("values").valueStream();
  }

  private int compare(Map.Entry<String, Stored> one, Map.Entry<String, Stored> other) {
    for (String field : orders) {
      int order = value(one, field).compareTo(value(other, field));
      if (order != 0) {
        return order;
      }
    }
    return one.getKey().compareTo(other.getKey());
  }

  /** Positive after the cursor, in the order of the query. */
  private int side(Map.Entry<String, Stored> document, String cursor) {
    JsonNode values = query.path(cursor).path("values");
    for (int i = 0; i < values.size(); i++) {
      int order = value(document, orders.get(i)).compareTo(value(values.path(i)));
      if (order != 0) {
        return descending ? -order : order;
      }
    }
    return 0;
  }

  private static String value(Map.Entry<String, Stored> document, String field) {
    return field.equals(NAME) ? document.getKey() : value(document.getValue().fields().path(field));
  }

  /** In a form whose order is that of the values. */
  private static String value(JsonNode value) {
    if (value.has("timestampValue")) {
      Instant time = Instant.parse(value.path("timestampValue").asString());
      return "%020d%09d".formatted(time.getEpochSecond(), time.getNano());
    }
    return value.path("referenceValue").asString(value.path("stringValue").asString(""));
  }
}
