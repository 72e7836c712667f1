package io.schedulerrunner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.config.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannerTest {

  private static final String ENDPOINTS =
      """
      {"limits": {"slow": {"concurrency": 1}},
       "endpoints": [
        {"url": "https://a.example", "name": "a", "tags": ["x", "y"]},
        {"url": "https://a.example", "name": "b", "tags": ["z"], "depends_on": ["a"]},
        {"url": "https://a.example", "name": "c", "method": "GET", "tags": ["y"]},
        {"url": "https://a.example/${TOKEN}", "name": "d", "json": 1, "depends_on": ["b"],
         "tags": ["y", "${STAGE}"]},
        {"url": "https://a.example", "name": "e", "body": ""},
        {"url": "https://a.example", "name": "f", "method": "HEAD"}]}
      """;

  private final Configuration configuration =
      Configuration.load(
          Map.of(
              "ENDPOINTS", ENDPOINTS,
              "TOKEN", "not-a-real-secret-1",
              "STAGE", "not-a-real-secret-2",
              "MAX_WORKERS", "3",
              "RUN_DEADLINE", "9"),
          Path.of("/nonexistent"));

  @Test
  void everythingIsCalledInOrderByDefault() {
    Plan plan = plan("{}");

    assertThat(plan.calls()).extracting(Call::name).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(plan.calls()).extracting(Call::index).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(plan)
        .returns(Plan.Mode.PARALLEL, Plan::mode)
        .returns(3, Plan::maxWorkers)
        .returns(Duration.ofSeconds(9), Plan::deadline)
        .returns(true, Plan::trusted);
    assertThat(plan.limits()).containsOnlyKeys("slow");
    assertThat(plan.secrets().redact("not-a-real-secret-1")).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|3",
        "{\"max_workers\": 2}|2",
        "{\"max_workers\": 10000}|6",
        "{\"tags\": [\"z\"]}|1",
        "{\"parallel\": false, \"max_workers\": 5}|1",
        "{\"endpoints\": []}|1",
        "{\"endpoints\": [\"https://a.example\", \"https://b.example\"]}|2",
      })
  void workersAreBounded(String request, int workers) {
    assertThat(plan(request).maxWorkers()).isEqualTo(workers);
  }

  @Test
  void oneAfterAnotherIsSequential() {
    assertThat(plan("{\"parallel\": false, \"deadline\": 2}"))
        .returns(Plan.Mode.SEQUENTIAL, Plan::mode)
        .returns(Duration.ofSeconds(2), Plan::deadline);
  }

  @Test
  void namesChooseToo() {
    RunRequest request = RunRequest.only(Set.of("d", "b", "elsewhere"));
    EndpointSet configured = configuration.endpoints().current();

    assertThat(Planner.plan(request, configured, configuration.settings().calls()).calls())
        .extracting(Call::name)
        .containsExactly("b", "d");
  }

  @Test
  void tagsChooseAndPlacesAreCountedAgain() {
    Plan plan = plan("{\"tags\": [\"y\", \"z\"]}");

    assertThat(plan.calls()).extracting(Call::name).containsExactly("a", "b", "c", "d");
    assertThat(plan("{\"tags\": [\"z\"]}").calls())
        .extracting(Call::index, Call::name)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(0, "b"));
  }

  @Test
  void aTagThatNobodyHasIsAMistake() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> plan("{\"tags\": [\"x\", \"nightly\", \"w\"]}"))
        .withMessage(
            "tags: no endpoint has the tag \"nightly\"; known are x, y, z, ***.\n"
                + "tags: no endpoint has the tag \"w\"; known are x, y, z, ***.");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> plan("{\"endpoints\": [\"https://a.example\"], \"tags\": [\"x\"]}"))
        .withMessage("tags: no endpoint has the tag \"x\"; none has tags.");
  }

  @Test
  void theDefaultPayloadIsForThoseWithoutABodyButNotForGetAndHead() {
    Payload standard = new Payload.Json(Json.read("{\"p\": 1}"));

    assertThat(plan("{\"payload\": {\"p\": 1}}").calls())
        .extracting(Call::payload)
        .containsExactly(
            standard,
            standard,
            Payload.NONE,
            new Payload.Json(Json.read("1")),
            new Payload.Raw(new Text(java.util.List.of())),
            Payload.NONE);
    assertThat(plan("{}").calls().getFirst().payload()).isEqualTo(Payload.NONE);
  }

  @Test
  void endpointsOfTheRequestAreNotTrustedAndTheServicesSecretsAreHiddenFromThem() {
    Plan plan =
        plan(
            """
            {"endpoints": [{"url": "https://b.example",
              "auth": {"type": "bearer", "token": "not-a-real-secret-3"}}]}
            """);

    assertThat(plan.trusted()).isFalse();
    assertThat(plan.calls()).extracting(Call::name).containsExactly("endpoint-1");
    assertThat(plan.limits()).isEmpty();
    assertThat(plan.secrets().redact("not-a-real-secret-1 not-a-real-secret-3"))
        .isEqualTo("*** ***");
  }

  private Plan plan(String body) {
    Settings settings = configuration.settings();
    EndpointSet configured = configuration.endpoints().current();
    RunRequest request = RunRequestReader.read(body.getBytes(StandardCharsets.UTF_8), settings);
    return Planner.plan(request, configured, settings.calls());
  }
}
