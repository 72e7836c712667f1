package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class RequestOptionsTest {

  @TempDir private Path directory;

  private static RequestOptions parse(String... arguments) {
    RequestOptions options = new RequestOptions();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.getCommandSpec()
        .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    line.setExpandAtFiles(false);
    line.parseArgs(arguments);
    return options;
  }

  @Test
  void withoutOptionsTheRequestIsThatOfAnEmptyBody() {
    assertThat(parse().body(false)).isEqualTo("{\"parallel\":true,\"send_email\":false}");
  }

  @Test
  void everyOptionIsAFieldOfTheRequest() {
    RequestOptions options =
        parse(
            "--payload",
            "{\"day\": [1, null, \"a\"]}",
            "--sequential",
            "--max-workers=7",
            "--tag=a",
            "-t=b",
            "--deadline=2.5");
    assertThat(options.body(true))
        .isEqualTo(
            "{\"default_payload\":{\"day\":[1,null,\"a\"]},\"parallel\":false,\"max_workers\":7,"
                + "\"tags\":[\"a\",\"b\"],\"deadline\":2.5,\"send_email\":true}");
  }

  @Test
  void aPayloadMayStandInAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("payload.json"), "{\"day\":1}");
    assertThat(parse("--payload", "@" + file).body(false))
        .startsWith("{\"default_payload\":{\"day\":1},");
  }

  @Test
  void aPayloadThatIsNotJsonIsRefused() {
    RequestOptions options = parse("--payload", "{day: 1}");
    assertThatThrownBy(() -> options.body(false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("--payload: is not JSON: ")
        .hasMessageEndingWith("Example: --payload '{\"day\": 1}'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --max-workers | 1.5 | must be a whole number, but is "1.5". Example: --max-workers 10
          --max-workers | ''  | must be a whole number, but is "". Example: --max-workers 10
          --deadline    | x   | must be a number of seconds, but is "x". Example: --deadline 170
          --deadline    | 30s | must be a number of seconds, but is "30s". Example: --deadline 170
          """)
  void whatIsNoNumberIsRefused(String option, String text, String message) {
    RequestOptions options = parse(option, text);
    assertThatThrownBy(() -> options.body(false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s: %s", option, message);
  }

  @Test
  void aPayloadFileThatIsNotThereIsRefused() {
    RequestOptions options = parse("--payload", "@" + directory.resolve("missing.json"));
    assertThatThrownBy(() -> options.body(false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--payload: cannot read the file ")
        .hasMessageContaining("missing.json");
  }
}
