package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.plan.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What requests that start work have in common: they are carried out at their place in the caller's
 * trace, and each leaves a line in the log as Cloud Logging has requests.
 */
public final class Triggers {

  private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private Triggers() {}

  /** The place in a trace that a request's headers name; {@code traceparent} goes first. */
  static Optional<TraceParent> place(WebRequest request) {
    return request
        .header("traceparent")
        .flatMap(header -> TraceParent.read(header, request.header("tracestate").orElse("")))
        .or(() -> request.header("X-Cloud-Trace-Context").flatMap(TraceParent::readCloud));
  }

  /** The same action for a request that starts work. */
  public static Route.Action around(Route.Action action) {
    return request -> {
      Optional<TraceParent> place = place(request);
      try {
        Answer answer = TraceParent.<Answer, IOException>call(place, () -> action.answer(request));
        Optional<String> run = Optional.ofNullable(answer.headers().get(RunAnswers.RUN_ID));
        log(request, place, answer.status(), run);
        return answer;
      } catch (IOException | RuntimeException | Error e) {
        log(request, place, status(e), Optional.empty());
        throw e;
      }
    };
  }

  /** What a request is answered with that ends with an exception. */
  static int status(Throwable thrown) {
    return switch (thrown) {
      case Refusal refusal -> refusal.answer().status();
      case ConfigurationException refused -> BAD_REQUEST;
      default -> SERVER_ERROR;
    };
  }

  private static void log(
      WebRequest request, Optional<TraceParent> place, int status, Optional<String> run) {
    Duration taken = Duration.ofNanos(System.nanoTime() - request.arrivedNanos());
    LoggingEventBuilder plain =
        LOG.atInfo().addKeyValue("httpRequest", httpRequest(request, status, taken));
    LoggingEventBuilder line = run.map(id -> plain.addKeyValue("run_id", id)).orElse(plain);
    place
        .map(
            it ->
                line.addKeyValue("trace_id", it.traceId())
                    .addKeyValue("span_id", it.spanId())
                    .addKeyValue("trace_flags", it.flags()))
        .orElse(line)
        .log(
            "{} {} was answered {} in {} ms",
            request.method(),
            request.path(),
            status,
            taken.toMillis());
  }

  /**
   * As Cloud Logging's <a
   * href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#httprequest">HttpRequest</a>
   * has it. Without the query, in which secrets may stand.
   */
  private static Map<String, Object> httpRequest(WebRequest request, int status, Duration taken) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("requestMethod", request.method());
    fields.put("requestUrl", request.path());
    fields.put("status", status);
    request.header("User-Agent").ifPresent(agent -> fields.put("userAgent", agent));
    fields.put("remoteIp", request.source());
    fields.put("latency", String.format(Locale.ROOT, "%.3fs", taken.toMillis() / 1e3));
    return fields;
  }
}
