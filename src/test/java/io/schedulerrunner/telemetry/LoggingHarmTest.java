package io.schedulerrunner.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must never get into a log, and what must never come out of it. */
final class LoggingHarmTest extends Logs {

  @Test
  void no_secret_is_ever_written() {
    UnaryOperator<String> redaction =
        Secrets.of(List.of("not-a-real-secret-1", "not\"real\"2"))::redact;
    for (Settings.Logs.Format format : Settings.Logs.Format.values()) {
      install(format, "info", redaction);
      logger()
          .atError()
          .addKeyValue("header", "Bearer not-a-real-secret-1")
          .addKeyValue("endpoint", "not-a-real-secret-1")
          .addKeyValue("httpRequest", Map.of("requestUrl", "http://x/?k=not-a-real-secret-1"))
          .setCause(new IllegalStateException("not-a-real-secret-1"))
          .log("sent {} and {}", "not-a-real-secret-1", "not\"real\"2");
      assertThat(written()).contains("***").doesNotContain("not-a-real-secret-1", "real");
      bytes.reset();
    }
  }

  @Test
  void foreign_text_cannot_forge_a_line_or_steer_the_terminal() {
    text("info");
    logger()
        .atInfo()
        .addKeyValue("answer\n", "a\r\n2026 ERROR forged\u001b[2J")
        .log("x\ny\u2028z\u202e\u0085");
    assertThat(written())
        .isEqualTo(
            "2026-11-23T12:00:07.005Z INFO  x\\ny\\u2028z\\u202e\\u0085"
                + " answer\\n=\"a\\r\\n2026 ERROR forged\\u001b[2J\"\n");
    bytes.reset();
    json();
    logger().info("a\r\n{\"severity\":\"ERROR\"}\u0000");
    assertThat(written().lines()).hasSize(1);
    assertThat(written()).contains("a\\r\\n{\\\"severity\\\":\\\"ERROR\\\"}\\u0000");
  }

  @Test
  void what_is_too_long_is_cut() {
    text("info");
    logger().info("{}", "x".repeat(Redaction.MOST_CHARACTERS));
    assertThat(written()).endsWith("x\n");
    bytes.reset();
    logger().info("{}", "x".repeat(Redaction.MOST_CHARACTERS + 10));
    assertThat(written()).endsWith("x… (10 more characters)\n");
  }

  @Test
  void an_exception_shows_its_stack_and_its_causes() {
    Exception cause = new IllegalArgumentException("inner\nforged");
    Exception thrown = new IllegalStateException("outer", cause);
    text("info");
    logger().error("broken", thrown);
    assertThat(written().lines()).first().isEqualTo("2026-11-23T12:00:07.005Z ERROR broken");
    assertThat(written().lines().skip(1)).allMatch(line -> line.startsWith("    "));
    assertThat(written())
        .contains("\n    java.lang.IllegalStateException: outer\n    at io.schedulerrunner.")
        .contains("\n    Caused by: java.lang.IllegalArgumentException: inner\n    forged\n");
    bytes.reset();
    json();
    logger().error("broken", thrown);
    assertThat(written().lines()).hasSize(1);
    assertThat(written())
        .contains("\"stack_trace\":\"java.lang.IllegalStateException: outer\\n\\tat io.sched");
  }

  @Test
  void a_circle_of_causes_ends() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);
    assertThat(Stack.of(first).split("Caused by", -1)).hasSize(9);
  }

  @Test
  void neither_a_broken_stream_nor_a_broken_value_reaches_the_caller() {
    PrintStream broken =
        new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
          @Override
          public void write(byte[] buffer, int offset, int length) {
            throw new IllegalStateException("broken pipe");
          }
        };
    Settings.Logs logs = new Settings.Logs(Settings.Logs.Format.TEXT, "info", Optional.empty());
    Logging.install(logs, broken, false, UnaryOperator.identity());
    logger().info("lost");
    text("info");
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    logger().atInfo().addKeyValue("value", value).log("lost");
    logger().info("kept");
    assertThat(written().lines()).hasSize(1);
  }

  @Test
  void lines_of_many_threads_never_mix() {
    text("info");
    IntStream.range(0, 500).parallel().forEach(i -> logger().info("message {}", i));
    assertThat(written().lines())
        .hasSize(500)
        .allMatch(line -> line.matches("2026-11-23T12:00:07.005Z INFO {2}message \\d+"));
  }
}
