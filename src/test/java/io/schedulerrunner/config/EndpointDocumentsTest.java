package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether a document is JSON or YAML, and whose variables are put in. */
final class EndpointDocumentsTest {

  private static final EndpointSetReader READER =
      new EndpointSetReader(Duration.ofSeconds(30), EndpointChecks.NONE);

  @TempDir private Path directory;

  private EndpointSet read(String name, String document) throws IOException {
    Path file = Files.writeString(directory.resolve(name), document);
    return new EndpointDocuments(Map.of("TOKEN", "not-a-real-secret-1"), READER, List.of())
        .file(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yaml", "a.yml", "A.YAML", "A.YML"})
  void aYamlFileMayBeginWithABracket(String name) throws IOException {
    assertThat(read(name, "[https://a.example]").endpoints())
        .extracting(Endpoint::name)
        .containsExactly("endpoint-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json|- https://a.example|JSON",
        "a.json|[https://a.example]|JSON",
        "secret| [https://a.example]|JSON",
        "secret|{endpoints: []}|JSON",
        "secret|- 'https://a.example|YAML",
        "a.yml|['https://a.example|YAML"
      })
  void aMistakeIsOneOfTheLanguageItIsReadIn(String name, String document, String language) {
    assertThatThrownBy(() -> read(name, document))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("%s is not valid %s: ", name, language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"secret|[\"https://a.example\"]", "secret|- https://a.example"})
  void aFileWithoutAnEndingIsReadAsItBegins(String name, String document) throws IOException {
    assertThat(read(name, document).endpoints()).hasSize(1);
  }

  @Test
  void whatSomebodySentIsTakenAsItStands() {
    Reading untrusted = Reading.untrusted();
    String endpoint = "{\"url\": \"https://a.example\", \"body\": \"${TOKEN}\"}";
    Value array = new Value(Json.read("[" + endpoint + "]"), "endpoints", untrusted);

    assertThat(READER.read(array).endpoints().getFirst().target().payload())
        .isEqualTo(new Payload.Raw(Text.of("${TOKEN}")));
    assertThat(untrusted.problems()).isEmpty();
  }

  @Test
  void ofWhatIsNoConfigurationNothingIsRead() {
    Reading reading = Reading.untrusted();

    assertThat(READER.read(JsonNodeFactory.instance.nullNode(), reading))
        .isEqualTo(EndpointSet.EMPTY);
    assertThat(reading.problems())
        .extracting(Problem::message)
        .containsExactly(
            "must be an array of endpoints or an object {defaults, limits, endpoints}, but is"
                + " null.");
  }
}
