package io.schedulerrunner.telemetry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * The structured JSON of <a
 * href="https://cloud.google.com/logging/docs/structured-logging#special-payload-fields">Cloud
 * Logging's special fields</a>; what has no special field becomes part of the payload.
 *
 * @param project the project of the trace field; without it, traces are left out
 */
record JsonFormat(Redaction redaction, Optional<String> project) implements LineFormat {

  private static final String GOOGLE = "logging.googleapis.com/";

  @Override
  public Charset charset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public String line(LogEvent event) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("severity", severity(event.level()));
    entry.put("message", event.message());
    entry.put("time", time(event.time()));
    entry.put("logger", event.logger());
    Map<String, Object> labels = new LinkedHashMap<>();
    event.fields().forEach((name, value) -> put(entry, labels, name, value));
    if (!labels.isEmpty()) {
      entry.put(GOOGLE + "labels", labels);
    }
    event.thrown().ifPresent(thrown -> entry.put("stack_trace", Stack.of(thrown)));
    StringBuilder line = new StringBuilder(256);
    new JsonLine(line, redaction).object(entry);
    return line.toString();
  }

  private void put(
      Map<String, Object> entry, Map<String, Object> labels, String name, Object value) {
    switch (name) {
      case LogFields.RUN_ID, LogFields.ENDPOINT -> labels.put(name, String.valueOf(value));
      case LogFields.TRACE_ID ->
          project.ifPresent(
              id -> entry.put(GOOGLE + "trace", "projects/" + id + "/traces/" + value));
      case LogFields.SPAN_ID -> entry.put(GOOGLE + "spanId", value);
      case LogFields.TRACE_FLAGS ->
          entry.put(GOOGLE + "trace_sampled", "01".equals(String.valueOf(value)));
      default -> entry.putIfAbsent(name, value);
    }
  }

  private static String time(Instant time) {
    StringBuilder text = new StringBuilder(24);
    Rfc3339.append(text, time);
    return text.toString();
  }

  private static String severity(Level level) {
    return switch (level) {
      case ERROR -> "ERROR";
      case WARN -> "WARNING";
      case INFO -> "INFO";
      case DEBUG, TRACE -> "DEBUG";
    };
  }
}
