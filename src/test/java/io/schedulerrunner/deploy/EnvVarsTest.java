package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * The variables file: every value arrives as it was, whatever is in it, and nothing else arrives.
 */
final class EnvVarsTest {
  private static final Script ENV_VARS = Script.of("deploy/env-vars");
  private static final Set<String> NOT_FOR_CLOUD_RUN =
      Set.of(
          "PORT",
          "HOST",
          "K_SERVICE",
          "RUNNER_IMAGE",
          "GCE_METADATA_HOST",
          "GOOGLE_APPLICATION_CREDENTIALS",
          "FIRESTORE_EMULATOR_HOST",
          "CLOUD_TASKS_EMULATOR_HOST");

  static final String HOSTILE =
      """
      [{"url": "https://example.com/?a=1,2", "json": {"say": "it's \\"quoted\\", $HOME: #no {yes} é 日本 \\ud83d\\ude80"},
        "headers": {"Authorization": "Bearer ${SHOP_TOKEN}"}}]
      """;

  @Example
  void jsonWithQuotesCommasNewlinesDollarsAndUnicodeSurvives()
      throws IOException, InterruptedException {
    Map<?, ?> file = file(ENV_VARS.with("ENDPOINTS", HOSTILE).with("SHOP_TOKEN", "a,b\n\"c\"$d"));
    assertThat(file).isEqualTo(Map.of("ENDPOINTS", HOSTILE, "SHOP_TOKEN", "a,b\n\"c\"$d"));
  }

  @Property(tries = 15)
  void anyValueComesBackAsItWas(@ForAll("values") List<String> values)
      throws IOException, InterruptedException {
    Map<String, String> secrets =
        values.stream()
            .collect(
                Collectors.toMap(
                    value -> "SECRET_" + values.indexOf(value), value -> value, (a, b) -> a));
    String endpoints =
        json(secrets.keySet().stream().map(name -> "https://example.com/${" + name + "}").toList());
    Map<?, ?> file =
        file(ENV_VARS.with("ENDPOINTS", endpoints).with("SECRETS_JSON", json(secrets)));
    assertThat(file.get("ENDPOINTS")).isEqualTo(endpoints);
    assertThat(secrets).allSatisfy((name, value) -> assertThat(file.get(name)).isEqualTo(value));
    assertThat(file).hasSize(secrets.size() + 1);
  }

  @Provide
  Arbitrary<List<String>> values() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\ud83d\ude80",
            "\r\n",
            "'",
            "\"",
            "\\",
            "${X}",
            ": ",
            " #",
            "- ",
            "%",
            "\t");
    Arbitrary<String> any =
        Arbitraries.strings().excludeChars('\ud800').withCharRange(' ', '\ud7ff').ofMaxLength(40);
    return Arbitraries.oneOf(any, nasty.list().ofMaxSize(8).map(parts -> String.join("x", parts)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Example
  void onlyWhatTheServiceNeedsIsTaken() throws IOException, InterruptedException {
    String secrets =
        json(
            Map.of(
                "GCP_SA_KEY",
                "{}",
                "USED",
                "not-a-real-secret-1",
                "UNUSED",
                "not-a-real-secret-2",
                "API_KEY",
                "k"));
    Map<?, ?> file =
        file(
            ENV_VARS
                .with("ENDPOINTS", "[\"https://example.com/${USED}/$${UNUSED}\"]")
                .with("SECRETS_JSON", secrets)
                .with(
                    "VARS_JSON",
                    json(Map.of("RUN_DEADLINE", "300", "SCHEDULE", "x", "SMTP_HOST", "")))
                .with("OTEL_SERVICE_NAME", "runner")
                .with("PORT", "8080"));
    assertThat(file.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "ENDPOINTS", "USED", "API_KEY", "RUN_DEADLINE", "OTEL_SERVICE_NAME");
  }

  @Example
  void everySettingThatIsDocumentedIsPassedOn() throws IOException, InterruptedException {
    Set<String> settings =
        Pattern.compile("^\\| (`.*?`) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/configuration.md")))
            .results()
            .flatMap(row -> Pattern.compile("[A-Z_]{4,}").matcher(row.group(1)).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    settings.removeAll(NOT_FOR_CLOUD_RUN);
    String all = json(settings.stream().collect(Collectors.toMap(name -> name, name -> "[]")));
    Map<?, ?> file = file(ENV_VARS.with("VARS_JSON", all));
    assertThat(file.keySet()).isEqualTo(settings).hasSizeGreaterThan(40);
  }

  @Example
  void whatCloudRunSetsItselfAndWhatSecretManagerHoldsIsLeftOut()
      throws IOException, InterruptedException {
    Map<?, ?> file =
        file(
            ENV_VARS
                .with("ENDPOINTS", "[\"https://example.com/${PORT}/${K_SERVICE}/${SHOP_TOKEN}\"]")
                .with("API_KEY", "k")
                .with("SECRETS", "API_KEY SHOP_TOKEN"));
    assertThat(file.keySet().stream().map(Object::toString)).containsExactly("ENDPOINTS");
  }

  @Example
  void aNameWithoutAValueStopsTheDeployment() throws IOException, InterruptedException {
    Script.Result result =
        ENV_VARS.with("ENDPOINTS", "[\"https://example.com/${B}/${A}/${PATH}\"]").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("ENDPOINTS mentions what has no value: A, B.");
    assertThat(result.out()).isEmpty();
  }

  @Example
  void aValueTooLargeForCloudRunStopsTheDeployment() throws IOException, InterruptedException {
    Script.Result result = ENV_VARS.with("API_KEY", "é".repeat(16 * 1024) + "x").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("limit of 32 KB: API_KEY").doesNotContain("éé");
  }

  @Example
  void brokenJsonIsNamedWithoutBeingShown() throws IOException, InterruptedException {
    Script.Result result = ENV_VARS.with("ENDPOINTS", "[\"not-a-real-secret-1\"").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("ENDPOINTS is not JSON").doesNotContain("not-a-real-secret");
    assertThat(ENV_VARS.with("SECRETS_JSON", "[1]").run().err())
        .contains("SECRETS_JSON is not a JSON object.");
  }

  @Example
  void namesAreListedWithoutValues() throws IOException, InterruptedException {
    assertThat(ENV_VARS.and("--names").with("API_KEY", "not-a-real-secret-1").run().out())
        .isEqualTo("API_KEY\n");
  }

  private static Map<?, ?> file(Script script) throws IOException, InterruptedException {
    Script.Result result = script.run();
    assertThat(result.exitCode()).as(result.err()).isZero();
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(result.out());
  }

  private static String json(Object value) {
    return new JsonMapper().writeValueAsString(value);
  }
}
