package io.schedulerrunner.telemetry;

import io.schedulerrunner.config.OneLine;
import java.nio.charset.Charset;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Readable lines: time, level, message, key-values. An exception's stack follows on indented lines,
 * so that no foreign text ever stands at the beginning of a line.
 */
record TextFormat(Redaction redaction, boolean colour, Charset charset) implements LineFormat {

  @Override
  public String line(LogEvent event) {
    StringBuilder line = new StringBuilder(160);
    Rfc3339.append(line, event.time());
    line.append(' ');
    level(line, event.level());
    line.append(' ').append(clean(event.message()));
    fields(line, event.fields());
    event.thrown().ifPresent(thrown -> stack(line, thrown));
    return line.toString();
  }

  private void fields(StringBuilder line, Map<?, ?> fields) {
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (field.getValue() instanceof Map<?, ?> nested) {
        fields(line, nested);
      } else {
        line.append(' ').append(clean(field.getKey())).append('=').append(quoted(field.getValue()));
      }
    }
  }

  private String quoted(Object value) {
    String text = clean(value);
    return text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('"') >= 0
        ? '"' + text.replace("\"", "\\\"") + '"'
        : text;
  }

  private void stack(StringBuilder line, Throwable thrown) {
    for (String part : redaction.shown(Stack.of(thrown)).split("\n", -1)) {
      line.append("\n    ").append(OneLine.of(part.strip()));
    }
  }

  private String clean(Object value) {
    return OneLine.of(redaction.shown(value));
  }

  private void level(StringBuilder line, Level level) {
    String name =
        switch (level) {
          case ERROR -> "ERROR";
          case WARN -> "WARN ";
          case INFO -> "INFO ";
          case DEBUG -> "DEBUG";
          case TRACE -> "TRACE";
        };
    if (colour) {
      line.append(
          switch (level) {
            case ERROR -> "\u001b[31m";
            case WARN -> "\u001b[33m";
            case INFO -> "\u001b[32m";
            case DEBUG, TRACE -> "\u001b[2m";
          });
      line.append(name).append("\u001b[0m");
    } else {
      line.append(name);
    }
  }
}
