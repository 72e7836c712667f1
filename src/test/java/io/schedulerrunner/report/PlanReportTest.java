package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

final class PlanReportTest {

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

  private static String mode(Plan.Mode mode, Endpoint... endpoints) {
    byte[] json = written(Sample.plan(mode, Secrets.NONE, endpoints));
    return JsonMapper.shared().readTree(json).get("execution_mode").asString();
  }

  private static byte[] written(Plan plan) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanReport.writeJson(plan, out);
    return out.toByteArray();
  }
}
