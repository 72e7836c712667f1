package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/** Writes a configured JSON document as it may be shown. */
final class TreeJson {

  private final JsonGenerator json;
  private final Secrets secrets;

  TreeJson(JsonGenerator json, Secrets secrets) {
    this.json = json;
    this.secrets = secrets;
  }

  void write(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node);
      case ARRAY -> {
        json.writeStartArray();
        node.forEach(this::write);
        json.writeEndArray();
      }
      case NUMBER, BOOLEAN -> json.writeRawValue(node.asString());
      case NULL -> json.writeNull();
      // A string with variables in it, of which Text.toString is what may be seen.
      case POJO -> json.writeString(shown(((POJONode) node).getPojo().toString()));
      default -> json.writeString(shown(node.asString()));
    }
  }

  private void writeObject(JsonNode object) {
    json.writeStartObject();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      json.writeName(shown(property.getKey()));
      write(property.getValue());
    }
    json.writeEndObject();
  }

  private String shown(String text) {
    return JsonOutput.wellFormed(secrets.redact(text));
  }
}
