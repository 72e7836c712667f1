package io.schedulerrunner.cron.importer;

import io.schedulerrunner.config.TimeZones;
import io.schedulerrunner.cron.CronException;
import io.schedulerrunner.cron.CronExpression;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns one Cloud Scheduler job into an endpoint. Fields are those of the v1 {@code Job} message
 * (https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs), defaults
 * those written there.
 */
final class JobReader {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "description",
          "schedule",
          "timeZone",
          "state",
          "httpTarget",
          "retryConfig",
          "attemptDeadline",
          "userUpdateTime",
          "status",
          "scheduleTime",
          "lastAttemptTime");
  private static final Set<String> TARGET_FIELDS =
      Set.of("uri", "httpMethod", "headers", "body", "oauthToken", "oidcToken");
  private static final BigDecimal RUN_DEADLINE = BigDecimal.valueOf(170);

  private final Message job;
  private final Import found;
  private final String id;
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();

  JobReader(Message job, String id, Import found) {
    this.job = job;
    this.id = id;
    this.found = found;
  }

  /**
   * Adds the endpoint, and what is to be said about it.
   *
   * @throws ImportException where it cannot be carried over
   */
  void read() {
    Message target = target();
    String schedule = schedule();
    String zone = zone();
    fields.put("url", Literal.of(target.text("uri").orElse("")));
    fields.put("method", target.text("httpMethod").orElse("POST"));
    headers(target);
    target.text("body").ifPresent(body -> fields.put("body", Literal.of(decoded(body))));
    BigDecimal timeout =
        Quantity.of("attemptDeadline", job.seconds("attemptDeadline").orElse("180"));
    fields.put("timeout", timeout);
    fields.put("schedule", schedule);
    fields.put("time_zone", zone);
    Map<String, Object> retry = new RetryConfig(job, remarks).retry();
    if (!retry.isEmpty()) {
      fields.put("retry", retry);
    }
    auth(target);
    state();
    remarks(target, timeout);
    Map<String, Object> named = new LinkedHashMap<>();
    String name = found.name(id);
    named.put("name", name);
    named.putAll(fields);
    found.add(job.text("description").stream().flatMap(String::lines).toList(), named);
    remarks.forEach(remark -> found.note(name, remark));
  }

  private Message target() {
    if (job.message("pubsubTarget").isPresent()) {
      throw new ImportException(
          "publishes to Pub/Sub topic %s; only HTTP targets can be called."
              .formatted(
                  job.message("pubsubTarget").flatMap(t -> t.text("topicName")).orElse("?")));
    }
    if (job.message("appEngineHttpTarget").isPresent()) {
      throw new ImportException("calls App Engine by its service, not by a URL.");
    }
    return job.message("httpTarget")
        .filter(target -> target.text("uri").isPresent())
        .orElseThrow(() -> new ImportException("has no HTTP target."));
  }

  private String schedule() {
    String schedule = job.text("schedule").orElse("");
    try {
      CronExpression.parse(schedule, id);
      return schedule;
    } catch (CronException invalid) {
      throw new ImportException("its schedule is not unix cron: " + invalid.getMessage());
    }
  }

  private String zone() {
    String zone = job.text("timeZone").orElse("UTC");
    if ("utc".equalsIgnoreCase(zone)) {
      return "UTC";
    }
    return TimeZones.named(zone)
        .orElseThrow(() -> new ImportException("its time zone is not known: " + zone))
        .getId();
  }

  private void headers(Message target) {
    Map<String, Object> headers = new LinkedHashMap<>();
    target
        .message("headers")
        .ifPresent(
            all -> all.texts().forEach((name, value) -> headers.put(name, Literal.of(value))));
    headers
        .entrySet()
        .removeIf(
            header ->
                "User-Agent".equalsIgnoreCase(header.getKey())
                    && "Google-Cloud-Scheduler".equals(header.getValue()));
    if (!headers.isEmpty()) {
      fields.put("headers", headers);
    }
  }

  private static String decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException binary) {
      throw new ImportException("its body is not text.");
    }
  }

  /** A job that does not run becomes an endpoint that is left out of every run. */
  private void state() {
    String state = job.text("state").orElse("ENABLED");
    if (!"ENABLED".equals(state)) {
      fields.put("when", "false");
      remarks.add("it is %s; take away when: \"false\" to let it run.".formatted(state));
    }
  }

  private void auth(Message target) {
    target
        .message("oidcToken")
        .ifPresent(
            token ->
                auth(
                    "oidc",
                    "audience",
                    token.text("audience").or(() -> target.text("uri")).orElse(""),
                    token));
    target
        .message("oauthToken")
        .ifPresent(
            token ->
                auth(
                    "oauth",
                    "scopes",
                    List.of(
                        token
                            .text("scope")
                            .orElse("https://www.googleapis.com/auth/cloud-platform")),
                    token));
  }

  private void auth(String type, String name, Object value, Message token) {
    Map<String, Object> auth = new LinkedHashMap<>();
    auth.put("type", type);
    auth.put(name, value instanceof String text ? Literal.of(text) : value);
    fields.put("auth", auth);
    token
        .text("serviceAccountEmail")
        .ifPresent(
            account ->
                remarks.add(
                    "its tokens were those of %s; here they are those of the runner's own service account, which needs the same roles."
                        .formatted(account)));
  }

  private void remarks(Message target, BigDecimal timeout) {
    if (timeout.compareTo(RUN_DEADLINE) > 0) {
      remarks.add(
          "its timeout of %s s is beyond the default RUN_DEADLINE of 170 s.".formatted(timeout));
    }
    job.unknown(FIELDS).forEach(name -> remarks.add("the field " + name + " is left behind."));
    target
        .unknown(TARGET_FIELDS)
        .forEach(name -> remarks.add("the field httpTarget." + name + " is left behind."));
  }
}
