package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TerraformTest {
  private static final Path FOLDER = Path.of("deploy/terraform");

  @Test
  void isFormattedAsTerraformItselfWould() throws IOException, InterruptedException {
    Script.assumeInstalled("terraform");
    Script.Result result =
        Script.of("terraform", "fmt", "-check", "-diff", FOLDER.toString()).run();
    assertThat(result.exitCode()).as(result.lines()).isZero();
  }

  @Test
  void enablesTheSameServicesAndGivesTheSameRolesAsSetup() throws IOException {
    String terraform = Files.readString(FOLDER.resolve("main.tf"));
    String setup = Files.readString(Path.of("deploy/setup"));
    for (String pattern : new String[] {"[a-z]+\\.googleapis\\.com", "roles/[A-Za-z.]+"}) {
      assertThat(
              Pattern.compile(pattern)
                  .matcher(terraform)
                  .results()
                  .map(match -> match.group())
                  .distinct())
          .as(pattern)
          .containsExactlyInAnyOrderElementsOf(
              Pattern.compile(pattern)
                  .matcher(setup)
                  .results()
                  .map(match -> match.group())
                  .distinct()
                  .toList());
    }
  }
}
