package io.schedulerrunner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunRequestReaderTest {

  private static final Settings SETTINGS =
      Configuration.load(
              Map.of("REQUEST_TIMEOUT", "7", "TOKEN", "not-a-real-secret-1"),
              Path.of("/nonexistent"))
          .settings();

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t ", "\uFEFF", "\uFEFF \n", "{}", "\uFEFF{}"})
  void nothingMeansEverything(String body) {
    assertThat(RunRequestReader.read(body.getBytes(StandardCharsets.UTF_8), SETTINGS))
        .isEqualTo(RunRequest.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"239, 32, 32", "239, 187, 32", "187, 187, 191", "239, 187, 0", "239, 187, 187"})
  void whatOnlyLooksLikeAByteOrderMarkIsNotJson(int first, int second, int third) {
    byte[] body = {(byte) first, (byte) second, (byte) third};

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> RunRequestReader.read(body, SETTINGS))
        .withMessageStartingWith("body: is not valid JSON");
  }

  @Test
  void everyFieldIsRead() {
    RunRequest request =
        read(
            """
            {"endpoints": [], "default_payload": {"a": [1.10, "{{ x }}"]}, "parallel": false,
             "max_workers": 10000, "tags": ["a", "b"], "deadline": 0.5, "dry_run": true,
             "send_email": true, "wait": 1.5}
            """);

    assertThat(request.endpoints()).map(EndpointSet::endpoints).contains(List.of());
    assertThat(request.defaultPayload().map(tree -> tree.path("a").path(0)))
        .contains(Json.read("1.10"));
    assertThat(request)
        .isEqualTo(
            new RunRequest(
                request.endpoints(),
                request.written(),
                request.defaultPayload(),
                false,
                OptionalInt.of(10_000),
                Set.of("a", "b"),
                Optional.empty(),
                Optional.of(Duration.ofMillis(500)),
                true,
                true,
                Duration.ofMillis(1500)));
  }

  @Test
  void tagsAreAnArrayEvenWhereThereIsOne() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("{\"tags\": \"nightly\"}"))
        .withMessage("tags: must be an array, but is a string. Example: [\"nightly\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload", "default_payload"})
  void thePayloadHasTwoNamesAndMayBeAnyJson(String name) {
    assertThat(read("{\"" + name + "\": null}").defaultPayload()).contains(Json.read("null"));
    assertThat(read("{\"" + name + "\": [1]}").defaultPayload()).contains(Json.read("[1]"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3.0, 3", "1e2, 100"})
  void wholeNumbersMayBeWrittenInEveryWay(String number, int workers) {
    assertThat(read("{\"max_workers\": " + number + "}").maxWorkers()).hasValue(workers);
  }

  @Test
  void endpointsHaveTheDefaultsOfTheSettingsAndNothingIsReplacedInThem() {
    EndpointSet set =
        read("""
        {"endpoints": ["https://a.example/$%7BTOKEN%7D",
          {"url": "https://b.example", "name": "b", "headers": {"X": "${TOKEN} $${X}"},
           "json": ["${TOKEN}", "{{ t }}"]}]}
        """)
            .endpoints()
            .orElseThrow();

    assertThat(set.endpoints()).extracting(Endpoint::name).containsExactly("endpoint-1", "b");
    assertThat(set.endpoints()).extracting(Endpoint::timeout).containsOnly(Duration.ofSeconds(7));
    assertThat(set.endpoints().get(1).target().headers().values())
        .extracting(Object::toString)
        .containsExactly("${TOKEN} $${X}");
    Payload.Json json = (Payload.Json) set.endpoints().get(1).target().payload();
    assertThat(json.tree().get(0).stringValue()).isEqualTo("${TOKEN}");
    assertThat(json.tree().get(1).isPojo()).isTrue();
    assertThat(set.limits()).isEmpty();
    assertThat(set.warnings()).isEmpty();
  }

  @Test
  void passwordsInARequestAreSecretToo() {
    EndpointSet set =
        read("""
        {"endpoints": [{"url": "https://b.example",
          "auth": {"type": "bearer", "token": "not-a-real-secret-2"}}]}
        """)
            .endpoints()
            .orElseThrow();

    assertThat(set.endpoints().getFirst().auth()).map(Auth::toString).contains("Bearer[token=***]");
    assertThat(set.secrets().redact("not-a-real-secret-2")).isEqualTo("***");
  }

  @Test
  void otherPartsCheckWhatOnlyTheyKnow() {
    byte[] body = "{\"endpoints\": [\"https://a.example\"]}".getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                RunRequestReader.read(
                    body,
                    SETTINGS,
                    (endpoint, names) -> List.of(new Problem("when", "is no expression.", ""))))
        .withMessage("endpoints[0].when: is no expression.");
  }

  private static RunRequest read(String body) {
    return RunRequestReader.read(body.getBytes(StandardCharsets.UTF_8), SETTINGS);
  }
}
