package io.schedulerrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventAware;

final class LoggingTest extends Logs {

  private static Logger jetty() {
    return LoggerFactory.getLogger("org.eclipse.jetty.server.Server");
  }

  @Test
  void nothing_is_written_before_the_logs_are_installed() {
    logger().error("lost");
    assertThat(logger().isErrorEnabled()).isFalse();
    assertThat(written()).isEmpty();
  }

  @Test
  void a_text_line_has_time_level_message_and_key_values() {
    text("info");
    logger()
        .atWarn()
        .addKeyValue("run_id", "0199")
        .addKeyValue("note", "two words")
        .addKeyValue("quote", "a\"b")
        .addKeyValue("empty", "")
        .addKeyValue("nothing", (Object) null)
        .addKeyValue("httpRequest", Map.of("status", 503))
        .log("{} of {} failed", 1, 3);
    assertThat(written())
        .isEqualTo(
            "2026-11-23T12:00:07.005Z WARN  1 of 3 failed run_id=0199 note=\"two words\""
                + " quote=\"a\\\"b\" empty=\"\" nothing=null status=503\n");
  }

  @Test
  void a_json_line_is_what_cloud_logging_understands() {
    json();
    MDC.put("run_id", "0199");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("requestMethod", "POST");
    request.put("status", 200);
    logger()
        .atInfo()
        .addKeyValue("endpoint", "billing")
        .addKeyValue("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
        .addKeyValue("span_id", "00f067aa0ba902b7")
        .addKeyValue("trace_flags", "01")
        .addKeyValue("httpRequest", request)
        .addKeyValue("reused", true)
        .addKeyValue("ratio", Double.NaN)
        .addKeyValue("none", Map.of())
        .log("done");
    assertThat(written())
        .isEqualTo(
            """
            {"severity":"INFO","message":"done","time":"2026-11-23T12:00:07.005Z",\
            "logger":"io.schedulerrunner.Test",\
            "logging.googleapis.com/trace":"projects/my-project/traces/4bf92f3577b34da6a3ce929d0e0e4736",\
            "logging.googleapis.com/spanId":"00f067aa0ba902b7",\
            "logging.googleapis.com/trace_sampled":true,\
            "httpRequest":{"requestMethod":"POST","status":200},"reused":true,"ratio":"NaN",\
            "none":{},"logging.googleapis.com/labels":{"run_id":"0199","endpoint":"billing"}}
            """);
  }

  @Test
  void without_a_project_a_trace_is_left_out() {
    Settings.Logs logs = new Settings.Logs(Settings.Logs.Format.JSON, "info", Optional.empty());
    Logging.install(logs, stream, false, UnaryOperator.identity());
    logger().atInfo().addKeyValue("trace_id", "4bf9").addKeyValue("trace_flags", "00").log("done");
    assertThat(written())
        .doesNotContain("/trace\"")
        .contains("\"logging.googleapis.com/trace_sampled\":false");
  }

  @Test
  void an_event_of_its_own_wins_over_the_thread_and_never_over_fixed_fields() {
    json();
    MDC.put("run_id", "outer");
    logger()
        .atInfo()
        .addKeyValue("run_id", "inner")
        .addKeyValue("severity", "forged")
        .addKeyValue("message", "forged")
        .log("done");
    assertThat(written()).contains("\"run_id\":\"inner\"").doesNotContain("forged", "outer");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, DEBUG, TRACE, [2m",
    "DEBUG, DEBUG, DEBUG, [2m",
    "INFO, INFO, INFO ,[32m",
    "WARN, WARNING, WARN ,[33m",
    "ERROR, ERROR, ERROR, [31m"
  })
  void every_level_has_its_severity_and_its_colour(
      Level level, String severity, String word, String colour) {
    json();
    logger().atLevel(level).log("x");
    assertThat(written()).startsWith("{\"severity\":\"" + severity + "\"");
    bytes.reset();
    Settings.Logs logs = new Settings.Logs(Settings.Logs.Format.TEXT, "trace", Optional.empty());
    Logging.install(logs, stream, true, UnaryOperator.identity());
    logger().atLevel(level).log("x");
    assertThat(written()).contains("\u001b" + colour + word).contains("\u001b[0m x\n");
    bytes.reset();
    text("trace");
    logger().atLevel(level).log("x");
    assertThat(written()).contains("Z " + word).endsWith(" x\n");
  }

  @ParameterizedTest
  @CsvSource({
    "trace, 5",
    "debug, 4",
    "info, 3",
    "warn, 2",
    "error, 1",
    "off, 0",
  })
  void a_level_lets_through_itself_and_what_is_worse(String level, int lines) {
    text(level);
    logger().trace("x");
    logger().debug("x");
    logger().info("x");
    logger().warn("x");
    logger().error("x");
    assertThat(written().lines()).hasSize(lines);
    assertThat(
            List.of(
                logger().isTraceEnabled(),
                logger().isDebugEnabled(),
                logger().isInfoEnabled(),
                logger().isWarnEnabled(),
                logger().isErrorEnabled()))
        .filteredOn(Boolean::booleanValue)
        .hasSize(lines);
  }

  @Test
  void jetty_is_quiet_unless_everything_is_asked_for() {
    Logger jetty = jetty();
    text("info");
    assertThat(jetty.isInfoEnabled()).isFalse();
    assertThat(jetty.isWarnEnabled()).isTrue();
    text("error");
    assertThat(jetty.isWarnEnabled()).isFalse();
    text("debug");
    assertThat(jetty.isInfoEnabled()).isTrue();
    assertThat(jetty.isDebugEnabled()).isFalse();
  }

  @Test
  void an_event_made_elsewhere_is_held_to_the_level_too() {
    text("info");
    LoggingEventAware aware = (LoggingEventAware) logger();
    DefaultLoggingEvent quiet = new DefaultLoggingEvent(Level.DEBUG, logger());
    quiet.setMessage("quiet");
    aware.log(quiet);
    assertThat(written()).isEmpty();
  }

  @Test
  void slf4j_uses_this_provider() {
    assertThat(logger())
        .isInstanceOf(LineLogger.class)
        .isSameAs(LoggerFactory.getLogger(logger().getName()));
    assertThat(new LineLogger("x").getFullyQualifiedCallerName()).isNull();
    Marker marker = MarkerFactory.getMarker("audit");
    text("info");
    logger().info(marker, "seen");
    assertThat(written()).contains("seen");
  }
}
