package io.schedulerrunner.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.RunLog;
import io.schedulerrunner.telemetry.Logging;
import io.schedulerrunner.testing.CountedRuns;
import io.schedulerrunner.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dashboards, alerts and log-based metrics look for what there is. */
final class MonitoringTest {

  private static final Path FOLDER = Path.of("deploy/monitoring");
  private static final String USER = "logging.googleapis.com/user/runner/";

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Script.assumeInstalled("promtool");

    Script.Result result = Script.of("promtool", "check", "rules", FOLDER + "/rules.yml").run();

    assertThat(result.exitCode()).as(result.lines()).isZero();
  }

  @Test
  void aMissedScheduleAlarmsAndAHealthyOneDoesNot() throws Exception {
    Script.assumeInstalled("promtool");

    Script.Result result = Script.of("promtool", "test", "rules", FOLDER + "/rules-test.yml").run();

    assertThat(result.exitCode()).as(result.lines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules.yml", "rules-test.yml", "grafana.json"})
  void everyMetricThatIsAskedForIsOneOfTheService(String file) throws IOException {
    Set<String> asked = names(Files.readString(FOLDER.resolve(file)));
    Set<String> known = names(new CountedRuns().everything().text());

    assertThat(asked).isNotEmpty();
    assertThat(known).containsAll(asked);
  }

  private static Set<String> names(String text) {
    return Pattern.compile("(scheduler_runner|process)_[a-z_]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void everyPanelOfTheGrafanaDashboardHasAQueryAndAPlaceOfItsOwn() throws IOException {
    JsonNode panels = json(FOLDER.resolve("grafana.json")).path("panels");

    assertThat(panels).hasSizeGreaterThan(8);
    assertThat(panels).allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    assertThat(panels).extracting(panel -> panel.path("gridPos")).doesNotHaveDuplicates();
    assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
  }

  @Test
  void policiesAndDashboardAskForLogBasedMetricsAndLabelsThatAreThere() throws IOException {
    List<Path> files = new ArrayList<>(files("policies"));
    files.add(FOLDER.resolve("dashboard.json"));
    for (Path file : files) {
      String text = Files.readString(file);
      assertThat(json(file).isObject()).isTrue();
      Set<String> metrics =
          Pattern.compile(Pattern.quote(USER) + "([a-z_]+)")
              .matcher(text)
              .results()
              .map(metric -> metric.group(1))
              .collect(toCollection(TreeSet::new));
      assertThat(metrics)
          .as(file.toString())
          .isNotEmpty()
          .allSatisfy(
              metric -> assertThat(FOLDER.resolve("log-metrics/" + metric + ".json")).exists());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "runs, 2, failed manual|success manual",
    "run_duration, 2, manual|manual",
    "endpoint_failures, 2, two status|three deadline",
    "deadline_misses, 1, manual"
  })
  void logBasedMetricsFindTheirFieldsInRealLines(String metric, int count, String labels)
      throws IOException {
    JsonNode file = json(FOLDER.resolve("log-metrics/" + metric + ".json"));
    List<String> conditions = List.of(file.path("filter").asString().split(" AND ", -1));

    List<JsonNode> found =
        entries().stream()
            .filter(entry -> conditions.stream().allMatch(condition -> holds(condition, entry)))
            .toList();

    assertThat(found).hasSize(count);
    assertThat(file.path("labelExtractors").propertyNames())
        .containsExactlyElementsOf(
            file.path("metricDescriptor").path("labels").findValuesAsString("key"));
    assertThat(found)
        .extracting(
            entry ->
                String.join(
                    " ",
                    file.path("labelExtractors")
                        .valueStream()
                        .map(extractor -> extracted(extractor, entry).asString())
                        .toList()))
        .containsExactly(labels.split("\\|", -1));
    if (file.has("valueExtractor")) {
      assertThat(found)
          .allSatisfy(
              entry ->
                  assertThat(extracted(file.path("valueExtractor"), entry).asInt())
                      .isEqualTo(1333));
    }
  }

  private static boolean holds(String condition, JsonNode entry) {
    int equals = condition.indexOf('=');
    String wanted = condition.substring(equals + 1).replace("\"", "");
    return at(condition.substring(0, equals), entry).asString("").equals(wanted);
  }

  private static JsonNode extracted(JsonNode extractor, JsonNode entry) {
    String path = extractor.asString().replaceAll("^EXTRACT\\((.*)\\)$", "$1");
    JsonNode value = at(path, entry);
    assertThat(value.isMissingNode()).as("%s in %s", path, entry).isFalse();
    return value;
  }

  /** Of a log entry, as Cloud Logging makes it of a line: special fields go to their places. */
  private static JsonNode at(String path, JsonNode line) {
    String own =
        path.replaceFirst("^jsonPayload\\.", "")
            .replaceFirst("^labels\\.", "logging.googleapis.com~1labels/");
    return line.at(
        "/" + own.replace('.', '/').replace("logging/googleapis/com", "logging.googleapis.com"));
  }

  /** The lines of a run with failures and of a good one. */
  private static List<JsonNode> entries() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    Settings.Logs.Format json = Settings.Logs.Format.JSON;
    Logging.install(new Settings.Logs(json, "info", Optional.empty()), stream, false, line -> line);
    try {
      log(
          Runs.succeeded(200),
          Runs.refused(503, "HTTP 503"),
          new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "Late.")));
      log(Runs.succeeded(200));
    } finally {
      Logging.install(
          new Settings.Logs(json, "off", Optional.empty()), stream, false, line -> line);
    }
    return bytes.toString(UTF_8).lines().map(Json::read).toList();
  }

  private static void log(Outcome... outcomes) {
    Plan plan =
        CountedRuns.plan(
            List.of("one", "two", "three").subList(0, outcomes.length).toArray(String[]::new));
    RunObserver.Watch watch =
        new RunLog().begin(new RunStart("0199-run", Trigger.MANUAL, plan, 0, false));
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      results.add(Runs.result(plan.calls().get(i), outcomes[i], Duration.ofMillis(5), 1));
    }
    results.forEach(watch::finished);
    watch.ended(Runs.run(plan, results), true);
  }

  @Test
  void aPeriodThatCannotBeWatchedIsRefused() throws Exception {
    Script.Result result =
        Script.of("deploy/monitoring/apply", "--dry-run")
            .with("GCP_PROJECT_ID", "my-project")
            .with("PERIOD", "86400")
            .run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("PERIOD (86400 s)", "23 hours");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.read(Files.readString(file));
  }
}
