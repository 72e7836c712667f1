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
    switch (value) {
      case Map<?, ?> members -> object(members);
      case Boolean flag -> line.append(flag.booleanValue());
      case Number number when Double.isFinite(number.doubleValue()) -> line.append(number);
      default -> string(value);
    }
  }

  private void string(Object value) {
    line.append('"');
    JsonStringEncoder.getInstance().quoteAsString(redaction.shown(value), line);
    line.append('"');
  }
}
