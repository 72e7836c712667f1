package io.schedulerrunner.plan;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointCheck;
import io.schedulerrunner.config.EndpointChecks;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.EndpointSetReader;
import io.schedulerrunner.config.Fields;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Reading;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.config.Value;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /execute}. Pure and thread-safe. */
public final class RunRequestReader {

  private static final String BODY = "body";
  private static final String EXAMPLE = "{\"parallel\": false}";

  private RunRequestReader() {}

  /**
   * Reads a body without any check of schedules and expressions.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  public static RunRequest read(byte[] body, Settings settings) {
    return read(body, settings, EndpointChecks.NONE);
  }

  /**
   * Reads a body; an empty one means {@link RunRequest#DEFAULT}.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  public static RunRequest read(byte[] body, Settings settings, EndpointCheck check) {
    if (isBlank(body)) {
      return RunRequest.DEFAULT;
    }
    Reading reading = Reading.untrusted();
    Optional<Fields> fields = fields(parse(body), reading);
    Optional<RunRequest> request =
        fields.map(it -> read(it, body, new EndpointSetReader(settings.calls().timeout(), check)));
    reading.end();
    return request.orElseThrow();
  }

  private static Optional<Fields> fields(JsonNode document, Reading reading) {
    if (!document.isObject()) {
      new Value(document, BODY, reading).wrongType("an object", EXAMPLE);
      return Optional.empty();
    }
    return new Value(document, "", reading).fields(EXAMPLE);
  }

  private static RunRequest read(Fields fields, byte[] body, EndpointSetReader endpoints) {
    Optional<EndpointSet> set = fields.value("endpoints").map(endpoints::read);
    Optional<Value> payload = fields.value("default_payload");
    Optional<Value> alias = fields.value("payload");
    if (payload.isPresent() && alias.isPresent()) {
      alias.orElseThrow().problem("is the same as default_payload; keep one of them.", "");
    }
    boolean parallel = fields.value("parallel").flatMap(Value::flag).orElse(true);
    OptionalInt workers = workers(fields);
    Set<String> tags = fields.value("tags").map(RunRequestReader::tags).orElseGet(Set::of);
    Optional<Duration> deadline = fields.value("deadline").flatMap(it -> it.seconds("170"));
    boolean dryRun = fields.value("dry_run").flatMap(Value::flag).orElse(false);
    boolean sendEmail = fields.value("send_email").flatMap(Value::flag).orElse(false);
    Duration waitFor =
        fields.value("wait").flatMap(it -> it.secondsOrZero("30")).orElse(Duration.ZERO);
    fields.end();
    return new RunRequest(
        set,
        set.map(it -> new WrittenEndpoints(body)),
        payload.or(() -> alias).map(Value::json),
        parallel,
        workers,
        tags,
        Optional.empty(),
        deadline,
        dryRun,
        sendEmail,
        waitFor);
  }

  private static OptionalInt workers(Fields fields) {
    return fields
        .value("max_workers")
        .flatMap(it -> it.integer(1, 10_000, "10"))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private static Set<String> tags(Value value) {
    List<String> tags = value.strings("\"nightly\"");
    if (tags.isEmpty() && value.node().isArray()) {
      value.problem("must name at least one tag; leave the field out for all.", "[\"nightly\"]");
    }
    return new LinkedHashSet<>(tags);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.read(body);
    } catch (JsonException e) {
      String message = "is not valid JSON: " + e.getMessage() + ".";
      throw new ConfigurationException(List.of(new Problem(BODY, message, EXAMPLE)));
    }
  }

  /** Whether there is nothing but white space, after a byte order mark if there is one. */
  private static boolean isBlank(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    for (int i = marked ? 3 : 0; i < body.length; i++) {
      if (" \t\r\n".indexOf(body[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
