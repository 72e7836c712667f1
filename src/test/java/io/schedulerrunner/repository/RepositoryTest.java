package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for the repository as a whole. */
final class RepositoryTest {

  /** Spelt so that this file does not hold them. */
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E|TB[D])\\b");

  private static final Path HERE = Path.of("").toAbsolutePath();

  @Test
  void scripts_pass_shellcheck() throws Exception {
    Shell shell = Shell.in(HERE);
    assumeTrue(
        shell.run("/bin/sh", "-c", "command -v shellcheck").exit() == 0,
        "shellcheck is not installed (apt-get install shellcheck), so scripts are not checked");
    List<Object> command = new ArrayList<>(List.of("shellcheck"));
    command.addAll(RepositoryFiles.shellScripts());
    Finished finished = shell.run(command.toArray());
    assertThat(finished.out() + finished.err()).isEmpty();
    assertThat(finished.exit()).isZero();
  }

  @Test
  void scripts_can_be_executed() throws IOException {
    assertThat(RepositoryFiles.shellScripts())
        .contains(Path.of("runner"), Path.of("mvnw"), Path.of(".mvn/find-jdk"), Path.of(".ci/run"))
        .allMatch(Files::isExecutable);
  }

  @Test
  void nothing_is_left_for_later() throws IOException {
    List<Path> unfinished = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (UNFINISHED.matcher(RepositoryFiles.text(file)).find()) {
        unfinished.add(file);
      }
    }
    assertThat(unfinished).isEmpty();
  }

  @Test
  void source_files_are_small() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (file.startsWith("src/main/java")) {
        sizes.add((int) RepositoryFiles.text(file).lines().count());
      }
    }
    sizes.sort(null);
    assertThat(sizes.get(sizes.size() / 2)).as("median of lines").isLessThan(60);
  }
}
