package io.schedulerrunner.telemetry;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * Where events go. Thread-safe: a line is written in one piece, whole lines never interleave.
 *
 * @param threshold the least {@link Level#toInt()} that is written
 */
record LogSink(int threshold, LineFormat format, PrintStream stream, InstantSource clock) {

  private static final String JETTY = "org.eclipse.jetty.";

  boolean takes(String logger, Level level) {
    return level.toInt() >= threshold && level.toInt() >= floor(logger);
  }

  /**
   * Jetty tells of its life at INFO: nobody asked, unless for everything. At DEBUG it prints
   * requests with their credentials, tokens included: nobody may ask for that.
   */
  private int floor(String logger) {
    if (!logger.startsWith(JETTY)) {
      return 0;
    }
    return (threshold > Level.DEBUG.toInt() ? Level.WARN : Level.INFO).toInt();
  }

  /**
   * Writes an event. Never throws: a log line that cannot be written must not change the fate of
   * what it tells of.
   */
  void write(
      Level level,
      String logger,
      String message,
      @Nullable List<KeyValuePair> pairs,
      @Nullable Throwable thrown) {
    try {
      Instant now = clock.instant();
      LogEvent event =
          new LogEvent(now, level, logger, message, fields(pairs), Optional.ofNullable(thrown));
      byte[] line = (format.line(event) + '\n').getBytes(format.charset());
      synchronized (stream) {
        stream.write(line, 0, line.length);
        stream.flush();
      }
    } catch (RuntimeException _) {
      // There is nowhere left to tell it.
    }
  }

  private static Map<String, Object> fields(@Nullable List<KeyValuePair> pairs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, String> context = MDC.getCopyOfContextMap();
    if (context != null) {
      fields.putAll(context);
    }
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, Objects.requireNonNullElse(pair.value, "null")));
    }
    return fields;
  }
}
