package io.schedulerrunner.telemetry;

import io.schedulerrunner.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * The logs of the process: one event per line, in the format and from the level that the settings
 * name. Nothing is written before {@link #install}. Thread-safe; may be installed again, for
 * instance with another stream, and holds for every logger at once.
 *
 * <p>{@link LogFields} names the key-values that have a place of their own.
 */
public final class Logging {

  private static final int OFF = Level.ERROR.toInt() + 1;

  private static volatile LogSink sink = silent();

  private Logging() {}

  /**
   * Lets log lines be written.
   *
   * @param logs format, level and project
   * @param stream gets whole lines, flushed; JSON in UTF-8, text in the stream's own charset
   * @param colour whether text may be coloured, as on a terminal without {@code NO_COLOR}
   * @param redaction hides secrets; asked for each line, so that it may hide new ones once the
   *     endpoints were read again
   */
  public static void install(
      Settings.Logs logs, PrintStream stream, boolean colour, UnaryOperator<String> redaction) {
    install(logs, stream, colour, redaction, InstantSource.system());
  }

  static void install(
      Settings.Logs logs,
      PrintStream stream,
      boolean colour,
      UnaryOperator<String> redaction,
      InstantSource clock) {
    Redaction hidden = new Redaction(redaction);
    LineFormat format =
        switch (logs.format()) {
          case JSON -> new JsonFormat(hidden, logs.project());
          case TEXT -> new TextFormat(hidden, colour, stream.charset());
        };
    sink = new LogSink(threshold(logs.level()), format, stream, clock);
  }

  /** Ends the logs, as before the first {@link #install}. */
  static void uninstall() {
    sink = silent();
  }

  static LogSink sink() {
    return sink;
  }

  private static LogSink silent() {
    return new LogSink(
        OFF,
        new TextFormat(new Redaction(UnaryOperator.identity()), false, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        InstantSource.system());
  }

  private static int threshold(String level) {
    return "off".equals(level)
        ? OFF
        : Level.valueOf(level.toUpperCase(java.util.Locale.ROOT)).toInt();
  }
}
