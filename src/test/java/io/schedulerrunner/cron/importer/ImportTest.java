package io.schedulerrunner.cron.importer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ImportTest extends Imports {

  private static String resource(String name) throws IOException {
    try (InputStream in =
        ImportTest.class.getResourceAsStream("/io/schedulerrunner/cron/importer/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Object load(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static Imported job(String fields) {
    return Imported.read(
        "{\"name\": \"p/jobs/j\", \"schedule\": \"0 0 * * *\", %s}".formatted(fields), UTC);
  }

  @Test
  void everyFieldOfACloudSchedulerJobIsCarriedOverOrListed() throws IOException {
    assertThat(Imported.read(resource("jobs.json"), UTC).yaml()).isEqualTo(resource("jobs.yaml"));
  }

  @Test
  void aCrontabOfCurlLinesIsCarriedOverOrListed() throws IOException {
    assertThat(Imported.read(resource("crontab.txt"), ZoneId.of("Asia/Tokyo")).yaml())
        .isEqualTo(resource("crontab.yaml"));
  }

  @Test
  void theFileIsTheSameEachTimeItIsWritten() throws IOException {
    EndpointsYaml yaml = new EndpointsYaml(Imported.read(resource("jobs.json"), UTC));

    assertThat(yaml.toString()).isEqualTo(yaml.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs.json", "crontab.txt"})
  void theFileIsTheYamlOfItsFields(String name) throws IOException {
    Imported imported = Imported.read(resource(name), UTC);
    Map<?, ?> document = (Map<?, ?>) load(imported.yaml());
    List<?> endpoints = (List<?>) requireNonNull(document.get("endpoints"));
    assertThat(endpoints).hasSameSizeAs(imported.endpoints());
    for (int i = 0; i < endpoints.size(); i++) {
      assertThat(String.valueOf(endpoints.get(i)))
          .isEqualTo(imported.endpoints().get(i).fields().toString());
    }
  }

  /** It has no fixed meaning: in POSIX, and so in a crontab, it is west of Greenwich. */
  @Test
  void anOffsetIsNoTimeZone() {
    assertThat(crontab("CRON_TZ=UTC+1\n0 0 * * * curl http://a").lost())
        .containsExactly(
            "line 1: CRON_TZ is not a time zone: UTC+1", "line 2: its time zone is not known.");
    assertThat(
            job("\"timeZone\": \"UTC+1\", \"httpTarget\": {\"uri\": \"https://a.example.com\"}")
                .lost())
        .containsExactly("p/jobs/j: its time zone is not known: UTC+1");
  }

  @Test
  void oneJobAloneIsAListOfOne() {
    assertThat(only(job("\"httpTarget\": {\"uri\": \"https://a.example.com\"}")))
        .containsEntry("name", "j")
        .containsEntry("method", "POST")
        .containsEntry("time_zone", "UTC")
        .hasEntrySatisfying("timeout", timeout -> assertThat(timeout).hasToString("180"))
        .doesNotContainKeys("retry", "headers", "body", "auth", "when");
  }

  @Test
  void aDeadlineWithinTheRunsNeedsNoRemark() {
    String target = "\"httpTarget\": {\"uri\": \"https://a.example.com\"}";
    assertThat(job("\"attemptDeadline\": \"170s\", " + target).notes()).hasSize(1);
    assertThat(job("\"attemptDeadline\": \"170.5s\", " + target).notes())
        .containsSequence("j: its timeout of 170.5 s is beyond the default RUN_DEADLINE of 170 s.");
  }

  @Test
  void anEmptyListGivesAnEmptyFile() {
    assertThat(load(Imported.read("[]", UTC).yaml())).isEqualTo(Map.of("endpoints", List.of()));
    assertThat(load(Imported.read("", UTC).yaml())).isEqualTo(Map.of("endpoints", List.of()));
    assertThat(Imported.read("", UTC).yaml())
        .isEqualTo("# yaml-language-server: $schema=./docs/endpoints.schema.json\nendpoints: []\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{]        | not valid JSON at line 1, column 4.
          [          | not valid JSON at line 1, column 2.
          [] []      | not valid JSON at line 1, column 5.
          """)
  void whatIsNotJsonIsRefused(String text, String message) {
    assertThatThrownBy(() -> Imported.read(text, UTC))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void namesAreValidAndUnique() {
    Import found = new Import();
    assertThat(found.name("a b/c_d-e")).isEqualTo("a-b-c_d-e");
    assertThat(found.name("a.b.c_d-e")).isEqualTo("a-b-c_d-e-2");
    assertThat(found.name("a,b,c_d-e")).isEqualTo("a-b-c_d-e-3");
    assertThat(found.name("--é--")).isEqualTo("job");
    assertThat(found.name("x".repeat(70))).isEqualTo("x".repeat(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain $1 { } }}   | plain $1 { } }}
          ${A}              | $${A}
          $${A}             | $$${A}
          {{x}}             | {{ "{" & "{" }}x}}
          {{{               | {{ "{" & "{" }}{
          ${{x}}            | {{ "$" & "{" & "{" }}x}}
          a${b}{{c}}${d}    | a$${b}{{ "{" & "{" }}c}}$${d}
          """)
  void whatTheConfigurationWouldReadIsEscaped(String text, String escaped) {
    assertThat(Literal.of(text)).isEqualTo(escaped);
  }

  @Test
  void markedVariablesAreLeftForTheConfiguration() {
    assertThat(Literal.of("a\uE000B_1\uE001c")).isEqualTo("a${B_1}c");
    assertThat(Literal.of("$\uE000B\uE001")).isEqualTo("{{ \"$\" }}${B}");
  }

  @Test
  void everyCharacterSurvivesTheFile() {
    String text = "\"\\\n\r\t\0\u007f\u0085\u00a0é€\u2028\u2029\ufeff\ud83d\ude00: # - 'x' \ud800";
    Imported imported =
        new Imported(
            List.of(new ImportedEndpoint(List.of("say\u0007"), Map.of("X-\"Odd", text))),
            List.of("a\nb"),
            List.of());
    String withoutSurrogate = imported.yaml().replace("\\U0000d800", "?");
    assertThat(withoutSurrogate)
        .startsWith(
            """
            # yaml-language-server: $schema=./docs/endpoints.schema.json
            # Could not be carried over:
            # - a
            # b
            endpoints:
              # say\s
            """);
    assertThat(load(withoutSurrogate))
        .isEqualTo(Map.of("endpoints", List.of(Map.of("X-\"Odd", text.replace('\ud800', '?')))));
  }
}
