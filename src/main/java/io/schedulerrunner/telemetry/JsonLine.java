package io.schedulerrunner.telemetry;

import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes values as JSON without a line break. Every string is redacted before it is escaped. */
record JsonLine(StringBuilder line, Redaction redaction) {

  void object(Map<?, ?> members) {
    char separator = '{';
    for (Map.Entry<?, ?> member : members.entrySet()) {
      line.append(separator);
      string(member.getKey());
      line.append(':');
      value(member.getValue());
      separator = ',';
    }
    line.append(members.isEmpty() ? "{}" : "}");
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> members) {
      object(members);
    } else if (value instanceof Boolean
        || (value instanceof Number number && Double.isFinite(number.doubleValue()))) {
      line.append(value);
    } else {
      string(value);
    }
  }

  private void string(Object value) {
    line.append('"');
    JsonStringEncoder.getInstance().quoteAsString(redaction.shown(value), line);
    line.append('"');
  }
}
