package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.WorstCase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

final class PlanReportTest {

  private static final Instant NOW = Instant.parse("2026-03-28T01:00:00Z");

  private static final Text SECRET =
      new Text(
          List.of(
              new Text.Literal("key-"),
              new Text.Substituted("TOKEN", "not-a-real-secret-1", true)));

  @Test
  void aPlanShowsWhatWouldBeCalledAndNoSecret() {
    Map<String, Text> headers = new LinkedHashMap<>();
    headers.put("X-Plain", Text.of("shown"));
    headers.put("X-Token", SECRET);
    headers.put("Authorization", Text.of("Bearer written-out-in-the-file"));
    Payload json = new Payload.Json(document());
    Endpoint first =
        new Endpoint(
            "first",
            new Target("POST", Text.of("https://example.test/a"), headers, List.of(), json),
            Duration.ofMillis(2500),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Expectation.SUCCESS,
            new Retry(3, Duration.ZERO, Duration.ZERO, Set.of(), Expectation.SUCCESS.status()),
            Optional.empty(),
            Optional.empty(),
            true);
    Endpoint second = dependent("second", new Payload.Raw(SECRET), "first");
    Endpoint third = dependent("third", Payload.NONE, "first", "second");
    Secrets secrets = Secrets.of(List.of("not-a-real-secret-1"));

    Golden.assertMatches(
        "plan.json", written(Sample.plan(Plan.Mode.PARALLEL, secrets, first, second, third)));
  }

  @Test
  void oneEndpointOrSequentialModeIsSequential() {
    Endpoint one = Sample.endpoint("one");

    assertThat(mode(Plan.Mode.PARALLEL, one)).isEqualTo("sequential");
    assertThat(mode(Plan.Mode.SEQUENTIAL, one, one)).isEqualTo("sequential");
    assertThat(mode(Plan.Mode.PARALLEL, one, one)).isEqualTo("parallel");
  }

  @Test
  void anEndpointHasTheTimesAtWhichItIsDueNextInItsZone() {
    Endpoint nightly = scheduled(new Schedule("30 2 * * *", ZoneId.of("Europe/Berlin")));

    JsonNode call = read(Sample.plan(nightly)).get("endpoints").get(0);

    assertThat(call.get("schedule").asString()).isEqualTo("30 2 * * *");
    assertThat(call.get("time_zone").asString()).isEqualTo("Europe/Berlin");
    // On the 29th there is no half past two: the clock goes from two to three.
    assertThat(call.get("next_fire_times").valueStream().map(JsonNode::asString))
        .containsExactly(
            "2026-03-28T02:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00");
  }

  @Test
  void aScheduleFromTheEnvironmentIsNotShown() {
    Endpoint nightly = scheduled(new Schedule("30 2 * * *", ZoneId.of("UTC")));
    Secrets secrets = Secrets.of(List.of("30 2 * * *"));

    JsonNode call = read(Sample.plan(Plan.Mode.PARALLEL, secrets, nightly)).get("endpoints").get(0);

    assertThat(call.get("schedule").asString()).isEqualTo("***");
  }

  @Test
  void thePlanSaysWhetherItsDeadlineCanBeMet() {
    Endpoint one = Sample.endpoint("one");
    Plan plan = Sample.plan(Plan.Mode.SEQUENTIAL, Secrets.NONE, one, one);
    Duration worst = WorstCase.of(plan);

    JsonNode met = read(within(plan, worst));
    JsonNode missed = read(within(plan, worst.minusMillis(1)));

    assertThat(met.get("worst_case").asDouble()).isEqualTo(worst.toMillis() / 1000.0);
    assertThat(met.get("deadline_can_be_met").asBoolean()).isTrue();
    assertThat(missed.get("deadline_can_be_met").asBoolean()).isFalse();
  }

  @Test
  void halfASurrogatePairDoesNotBreakThePlan() {
    Endpoint odd = dependent("odd", new Payload.Raw(Text.of("\udc00")));

    assertThat(new String(written(Sample.plan(odd)), StandardCharsets.UTF_8))
        .contains("\"payload\":\"?\"");
  }

  private static ObjectNode document() {
    ObjectNode document =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"n": 1, "f": 1.50, "big": 123456789012345678901234567890, "t": true,
                     "none": null, "list": [1, {"deep": "x"}], "text": "a not-a-real-secret-1 b"}
                    """);
    document.set("token", new POJONode(SECRET));
    document.put("not-a-real-secret-1", "as a name");
    return document;
  }

  private static Endpoint dependent(String name, Payload payload, String... dependsOn) {
    Endpoint plain =
        Sample.endpoint(
            name,
            new Target(
                "PUT", Text.of("https://example.test/" + name), Map.of(), List.of(), payload));
    return new Endpoint(
        name,
        plain.target(),
        plain.timeout(),
        Set.of(),
        Optional.empty(),
        List.of(dependsOn),
        Optional.empty(),
        plain.expect(),
        plain.retry(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Endpoint scheduled(Schedule schedule) {
    Endpoint plain = Sample.endpoint("nightly");
    return new Endpoint(
        plain.name(),
        plain.target(),
        plain.timeout(),
        Set.of(),
        Optional.of(schedule),
        List.of(),
        Optional.empty(),
        plain.expect(),
        plain.retry(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Plan within(Plan plan, Duration deadline) {
    return new Plan(
        plan.calls(), plan.mode(), plan.maxWorkers(), deadline, Map.of(), Secrets.NONE, true);
  }

  private static String mode(Plan.Mode mode, Endpoint... endpoints) {
    return read(Sample.plan(mode, Secrets.NONE, endpoints)).get("execution_mode").asString();
  }

  private static JsonNode read(Plan plan) {
    return JsonMapper.shared().readTree(written(plan));
  }

  private static byte[] written(Plan plan) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanReport.writeJson(plan, NOW, out);
    return out.toByteArray();
  }
}
