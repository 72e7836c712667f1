package io.schedulerrunner.config;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows works, and what there is, it names. */
final class DocumentationTest {

  @TempDir private Path directory;

  private String text = "";

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(Path.of("docs/configuration.md"));
  }

  @Test
  void everyVariableIsDocumentedAndNoOther() {
    SettingsReader reader = new SettingsReader(Map.of(), Reading.untrusted(), () -> false);
    reader.read();
    Set<String> known = new TreeSet<>(reader.names());
    known.addAll(List.of("ENDPOINTS", "ENDPOINTS_FILE", "GOOGLE_APPLICATION_CREDENTIALS"));
    String table =
        text.substring(text.indexOf("## Environment"), text.indexOf("`HOST`: a machine"));

    Set<String> documented = new TreeSet<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf(" | ", 2)))
        .flatMap(cell -> Pattern.compile("[A-Z_]+").matcher(cell).results())
        .map(MatchResult::group)
        .forEach(documented::add);

    assertThat(documented).isEqualTo(known);
  }

  @Test
  void theEnvFileOfTheDocumentationIsRead() throws IOException {
    Files.writeString(directory.resolve(".env"), block("sh"));

    Configuration configuration = Configuration.load(Map.of(), directory);

    assertThat(configuration.settings().listen().port()).isEqualTo(8080);
    assertThat(configuration.settings().environment())
        .containsEntry("API_KEY", "some-key")
        .containsEntry("GREETING", "two\nlines")
        .containsEntry("TOKEN", "$ and \\n stay as they are between single quotes");
    assertThat(configuration.endpoints().current().endpoints()).hasSize(2);
  }

  @Test
  void theYamlFileOfTheDocumentationIsRead() throws IOException {
    Files.writeString(directory.resolve("endpoints.yaml"), block("yaml"));

    EndpointSet set =
        Configuration.load(
                Map.of("ENDPOINTS_FILE", "endpoints.yaml", "API_TOKEN", "not-a-real-secret-1"),
                directory)
            .endpoints()
            .current();

    assertThat(set.endpoints())
        .extracting(Endpoint::name)
        .containsExactly("endpoint-1", "login", "report");
    assertThat(set.endpoints().getLast().limit()).contains("slow-api");
  }

  @Test
  void everyFieldOfAnEndpointIsDocumented() throws IOException {
    Json.read(Files.readString(Path.of("docs/endpoints.schema.json")))
        .path("$defs")
        .path("endpoint")
        .path("properties")
        .propertyNames()
        .forEach(name -> assertThat(text).contains("| `" + name + "` |"));
  }

  private String block(String language) {
    int start = text.indexOf("```" + language + "\n") + language.length() + 4;
    return text.substring(start, text.indexOf("```", start));
  }
}
