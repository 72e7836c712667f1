package io.schedulerrunner.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs that a test can read. */
abstract class Logs {

  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:07.005Z"));

  static Logger logger() {
    return LoggerFactory.getLogger("io.schedulerrunner.Test");
  }

  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  final PrintStream stream = new PrintStream(bytes, false, UTF_8);

  @AfterEach
  void silence() {
    Logging.uninstall();
    MDC.clear();
  }

  void install(Settings.Logs.Format format, String level, UnaryOperator<String> redaction) {
    Settings.Logs logs = new Settings.Logs(format, level, Optional.of("my-project"));
    Logging.install(logs, stream, false, redaction, NOON);
  }

  void text(String level) {
    install(Settings.Logs.Format.TEXT, level, UnaryOperator.identity());
  }

  void json() {
    install(Settings.Logs.Format.JSON, "trace", UnaryOperator.identity());
  }

  String written() {
    return bytes.toString(UTF_8);
  }
}
