package io.schedulerrunner.history;

import static io.schedulerrunner.history.DocumentFields.JSON;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for documents of one collection (<a
 * href="https://cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery">StructuredQuery</a>).
 * Only what the indexes that every collection has by itself can answer: equalities and one order.
 * Not thread-safe.
 */
final class DocumentQuery {

  /** The field that stands for a document's own name. */
  static final String NAME = "__name__";

  private final ObjectNode json = JSON.objectNode();
  private final ArrayNode filters = JSON.arrayNode();

  DocumentQuery(String collection) {
    json.putArray("from").addObject().put("collectionId", collection);
  }

  DocumentQuery where(String field, String operator, ObjectNode value) {
    ObjectNode filter = filters.addObject().putObject("fieldFilter");
    filter.putObject("field").put("fieldPath", field);
    filter.put("op", operator).set("value", value);
    return this;
  }

  DocumentQuery ascending(String field) {
    return ordered(field, "ASCENDING");
  }

  DocumentQuery descending(String field) {
    return ordered(field, "DESCENDING");
  }

  private DocumentQuery ordered(String field, String direction) {
    ObjectNode order = json.withArray("orderBy").addObject();
    order.putObject("field").put("fieldPath", field);
    order.put("direction", direction);
    return this;
  }

  /** Only what comes after this, of the fields in whose order it is asked. */
  DocumentQuery after(ObjectNode... values) {
    return cursor("startAt", false, values);
  }

  /** Only what comes before this. */
  DocumentQuery before(ObjectNode... values) {
    return cursor("endAt", true, values);
  }

  private DocumentQuery cursor(String name, boolean before, ObjectNode... values) {
    ObjectNode cursor = json.putObject(name);
    cursor.putArray("values").addAll(List.of(values));
    cursor.put("before", before);
    return this;
  }

  /** Only these fields. */
  DocumentQuery only(String... fields) {
    ArrayNode selected = json.putObject("select").putArray("fields");
    for (String field : fields) {
      selected.addObject().put("fieldPath", field);
    }
    return this;
  }

  DocumentQuery limit(int most) {
    json.put("limit", most);
    return this;
  }

  /** Whether there are conditions. */
  boolean isFiltered() {
    return !filters.isEmpty();
  }

  ObjectNode json() {
    if (isFiltered()) {
      ObjectNode all = json.putObject("where").putObject("compositeFilter");
      all.put("op", "AND").set("filters", filters);
    }
    return json;
  }
}
