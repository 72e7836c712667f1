package io.schedulerrunner.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a Firestore document in the form that its REST API gives them (<a
 * href="https://cloud.google.com/firestore/docs/reference/rest/v1/Value">Value</a>). Times are kept
 * to the microsecond. Not thread-safe.
 */
record DocumentFields(ObjectNode json) {

  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** None yet. */
  DocumentFields() {
    this(JSON.objectNode());
  }

  DocumentFields text(String name, String value) {
    json.set(name, textValue(value));
    return this;
  }

  /** A field that is only there where there is a value. */
  DocumentFields text(String name, Optional<String> value) {
    value.ifPresent(it -> text(name, it));
    return this;
  }

  DocumentFields number(String name, long value) {
    json.set(name, numberValue(value));
    return this;
  }

  DocumentFields time(String name, Instant value) {
    json.set(name, timeValue(value));
    return this;
  }

  /** A field that is only there where there is a value. */
  DocumentFields time(String name, Optional<Instant> value) {
    value.ifPresent(it -> time(name, it));
    return this;
  }

  DocumentFields texts(String name, Collection<String> values) {
    json.set(name, textsValue(values));
    return this;
  }

  static ObjectNode textValue(String value) {
    return JSON.objectNode().put("stringValue", value);
  }

  /** A 64-bit integer is written as a string. */
  static ObjectNode numberValue(long value) {
    return JSON.objectNode().put("integerValue", Long.toString(value));
  }

  static ObjectNode timeValue(Instant value) {
    return JSON.objectNode().put("timestampValue", value.truncatedTo(ChronoUnit.MICROS).toString());
  }

  static ObjectNode textsValue(Collection<String> values) {
    ObjectNode array = JSON.objectNode();
    ArrayNode elements = array.putObject("arrayValue").putArray("values");
    values.forEach(value -> elements.add(textValue(value)));
    return array;
  }

  boolean has(String name) {
    return json.has(name);
  }

  String text(String name) {
    return json.path(name).path("stringValue").asString("");
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** 0 where it is not there. */
  long number(String name) {
    return Long.parseLong(json.path(name).path("integerValue").asString("0"));
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  Instant time(String name) {
    return Instant.parse(json.path(name).path("timestampValue").asString());
  }

  Optional<Instant> optionalTime(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  List<String> texts(String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : json.path(name).path("arrayValue").path("values")) {
      values.add(value.path("stringValue").asString());
    }
    return values;
  }
}
