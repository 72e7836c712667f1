package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {

  private static final String GUESSABLE =
      "A key in API_KEY has fewer than 16 characters and may be guessed; ./runner keygen makes a"
          + " good one.";

  private static final String YAML =
      """
      limits:
        slow: {concurrency: 1}
      defaults:
        timeout: 1.5
      endpoints:
        - https://a.example
        - url: https://b.example
          limit: slow
      """;

  @TempDir private Path directory;

  @Test
  void withoutAnythingThereIsNothingToCall() {
    Configuration configuration = load(Map.of());

    assertThat(configuration.endpoints().current())
        .returns(List.of(), EndpointSet::endpoints)
        .returns(Map.of(), EndpointSet::limits)
        .returns(List.of(), EndpointSet::warnings);
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void theEnvFileIsReadAndTheEnvironmentWins() throws IOException {
    Files.writeString(directory.resolve(".env"), "PORT=1\nMAX_WORKERS=2\n");

    Settings settings = load(Map.of("PORT", "3")).settings();

    assertThat(settings.listen().port()).isEqualTo(3);
    assertThat(settings.calls().maxWorkers()).isEqualTo(2);
    assertThat(settings.environment()).isEqualTo(Map.of("PORT", "3", "MAX_WORKERS", "2"));
  }

  @Test
  void theEnvFileIsNotForCloudRun() throws IOException {
    Files.writeString(directory.resolve(".env"), "PORT=x\n'");

    assertThat(load(Map.of("K_SERVICE", "runner")).settings().listen().port()).isEqualTo(5000);
  }

  @Test
  void anEnvDirectoryIsNoEnvFile() throws IOException {
    Files.createDirectory(directory.resolve(".env"));

    assertThat(load(Map.of()).settings().listen().port()).isEqualTo(5000);
  }

  @Test
  void variablesOfTheEnvFileArePutIntoEndpointsAndPrettyPrintedOnesAreRead() throws IOException {
    Files.writeString(
        directory.resolve(".env"),
        """
        ENDPOINTS='[
          {"url": "https://a.example/${TOKEN}"}
        ]'
        TOKEN="not-a-real-secret-1"
        """);

    assertThat(load(Map.of()).endpoints().current().endpoints())
        .extracting(endpoint -> endpoint.target().url().value())
        .containsExactly("https://a.example/not-a-real-secret-1");
  }

  @Test
  void allProblemsAreReportedAtOnce() throws IOException {
    Files.writeString(directory.resolve(".env"), "A\nENDPOINTS=[1]\n");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("PORT", "x")))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::where)
                    .containsExactly(".env line 1", "PORT", "ENDPOINTS: endpoints[0]"));
  }

  @Test
  void anEnvFileThatIsNotUtf8IsAProblem() throws IOException {
    Files.write(directory.resolve(".env"), new byte[] {'A', '=', (byte) 0xFF});

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of()))
        .withMessage(".env: cannot be read; it must be readable and be UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoints.yaml", "endpoints.yml", "ENDPOINTS.YAML"})
  void endpointsMayStandInAYamlFile(String name) throws IOException {
    Files.writeString(directory.resolve(name), "\uFEFF" + YAML);

    EndpointSet set = load(Map.of("ENDPOINTS_FILE", name)).endpoints().current();

    assertThat(set.endpoints())
        .extracting(Endpoint::name)
        .containsExactly("endpoint-1", "endpoint-2");
    assertThat(set.limits()).containsOnlyKeys("slow");
  }

  @Test
  void endpointsMayStandInAJsonFileAnywhere() throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), "\uFEFF[\"https://a.example\"]");

    assertThat(load(Map.of("ENDPOINTS_FILE", file.toString())).endpoints().current().endpoints())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- https://a.example", "[\"https://a.example\"]", " {\"endpoints\": []}"})
  void aFileWithoutAnEndingIsWhatItLooksLike(String text) throws IOException {
    Files.writeString(directory.resolve("endpoints"), text);

    assertThat(load(Map.of("ENDPOINTS_FILE", "endpoints")).endpoints().current().endpoints())
        .hasSize(text.contains("a.example") ? 1 : 0);
  }

  @Test
  void mistakesInAFileAreNamedWithLineAndColumn() throws IOException {
    Path yaml = Files.writeString(directory.resolve("x.yaml"), "a: 1\n b: 2\n");
    Path json = Files.writeString(directory.resolve("x.json"), "[\n1,]");
    Path binary = Files.write(directory.resolve("x"), new byte[] {(byte) 0xFF});

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("ENDPOINTS_FILE", "x.yaml")))
        .withMessage(
            "ENDPOINTS_FILE: %s is not valid YAML: line 2, column 3: it is not valid YAML here;"
                + " check indentation and quotes. Example: - https://api.example.com/refresh",
            yaml);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("ENDPOINTS_FILE", "x.json")))
        .withMessage(
            "ENDPOINTS_FILE: %s is not valid JSON: line 2, column 3: unexpected character; a comma,"
                + " a colon or a quote may be missing."
                + " Example: [\"https://api.example.com/refresh\"]",
            json);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("ENDPOINTS_FILE", "x")))
        .withMessage(
            "ENDPOINTS_FILE: %s cannot be read; it must exist, be readable and be UTF-8."
                + " Example: ENDPOINTS_FILE=endpoints.yaml",
            binary);
  }

  @Test
  void problemsInAFileAreNamedWithTheirPath() throws IOException {
    Files.writeString(directory.resolve("x.yaml"), "- url: https://a.example\n  timeout: fast\n");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("ENDPOINTS_FILE", "x.yaml")))
        .withMessage(
            "ENDPOINTS_FILE: endpoints[0].timeout: must be a number of seconds above 0, but is a"
                + " string. Example: 30");
  }

  @Test
  void secretsOfTheSettingsAreHiddenInAnswersToo() {
    Map<String, String> environment =
        Map.of(
            "API_KEY", "not-a-real-secret-1,not-a-real-secret-2",
            "SMTP_PASSWORD", "not-a-real-secret-3",
            "WEBHOOK_SECRET", "not-a-real-secret-4",
            "STORE_URL", "postgresql://me:not%2Da-real:secret%2B5+@db/runs");
    String text =
        "not-a-real-secret-1, not-a-real-secret-2, not-a-real-secret-3, not-a-real-secret-4,"
            + " not%2Da-real:secret%2B5+, not-a-real:secret+5+.";
    String hidden = "***, ***, ***, ***, ***, ***.";

    assertThat(load(environment).endpoints().current().secrets().redact(text)).isEqualTo(hidden);
    Map<String, String> withEndpoints = new java.util.HashMap<>(environment);
    withEndpoints.put("ENDPOINTS", "[]");
    assertThat(load(withEndpoints).endpoints().current().secrets().redact(text)).isEqualTo(hidden);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:runs-of-me:x@y.db",
        "postgresql://me@db:5432/not-a-real-database",
        "postgresql://db/not-a-real-database",
        "postgresql://db:5432/not-a-real-database"
      })
  void aStoreWithoutPasswordHoldsNoSecret(String url) {
    assertThat(load(Map.of("STORE_URL", url)).endpoints().current().secrets().isEmpty()).isTrue();
  }

  @Test
  void aPasswordThatIsNoValidEscapeIsHiddenAsItStands() {
    Map<String, String> environment = Map.of("STORE_URL", "postgresql://me:not-a-%real@db/runs");

    assertThat(load(environment).endpoints().current().secrets().redact("not-a-%real"))
        .isEqualTo("***");
  }

  @Test
  void shortSecretsAreWarnedAbout() {
    Map<String, String> environment =
        Map.of(
            "API_KEY", "12345,123456,123456789012345,1234567890123456",
            "PIN", "1234",
            "ENDPOINTS", "[\"https://a.example/${PIN}\"]");

    assertThat(load(environment).warnings())
        .containsExactly(
            "A key in API_KEY has fewer than 6 characters: it is hidden where it was put in, but not"
                + " searched for elsewhere.",
            GUESSABLE,
            GUESSABLE,
            GUESSABLE,
            "${PIN} has fewer than 6 characters: it is hidden where it was put in, but not searched"
                + " for elsewhere.");
  }

  @Test
  void otherPartsCheckWhatOnlyTheyKnow() {
    EndpointCheck check =
        (endpoint, names) ->
            names.equals(Set.of("a", "endpoint-2")) && endpoint.name().equals("a")
                ? List.of(new Problem("schedule", "is no cron.", "@daily"))
                : List.of();
    Map<String, String> environment =
        Map.of(
            "ENDPOINTS",
            "[{\"url\": \"https://a.example\", \"name\": \"a\"}, \"https://b.example\"]");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.load(environment, directory, check))
        .withMessage("ENDPOINTS: endpoints[0].schedule: is no cron. Example: @daily");
  }

  @Test
  void bytesOfAFileAreUtf8() throws IOException {
    Files.write(
        directory.resolve("x.json"),
        "[{\"url\": \"https://a.example\", \"body\": \"ü\"}]".getBytes(StandardCharsets.UTF_8));

    assertThat(load(Map.of("ENDPOINTS_FILE", "x.json")).endpoints().current().endpoints())
        .extracting(endpoint -> endpoint.target().payload())
        .containsExactly(new Payload.Raw(Text.of("ü")));
  }

  private Configuration load(Map<String, String> environment) {
    return Configuration.load(environment, directory);
  }
}
