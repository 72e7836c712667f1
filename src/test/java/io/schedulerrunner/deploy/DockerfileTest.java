package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerfileTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @TempDir private Path folder;
  private List<String> lines = List.of();

  @BeforeEach
  void read() throws IOException {
    lines = Files.readAllLines(Path.of("Dockerfile"));
  }

  @Test
  void theLastStageRunsAsUser1000WithAnEntryPointThatSignalsReach() {
    List<String> last = lines.subList(lines.lastIndexOf("FROM alpine:3.22"), lines.size());
    assertThat(last).contains("USER 1000:1000", "ENTRYPOINT [\"/app/start\"]", "CMD [\"serve\"]");
    assertThat(last).anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/health"));
    assertThat(last).noneMatch(line -> line.contains("apk ") || line.contains("jdk"));
    assertThat(last).noneMatch(line -> line.startsWith("ENV ") || line.startsWith("EXPOSE "));
  }

  @Test
  void theEntryPointRefusesAnUnknownProfile() throws IOException, InterruptedException {
    Script.Result result = Script.of("deploy/image/start").with("RUNNER_PROFILE", "warm").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("RUNNER_PROFILE is 'warm'; it must be cold or sustained");
  }

  @Test
  void theContextHoldsNothingBeyondWhatTheBuildNeeds() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(ignored)
        .contains("*")
        .noneMatch(line -> line.startsWith("!") && line.contains(".env"));
  }

  @Test
  void pinImagesWritesTheDigestBehindEachTagAndLeavesStagesAndPinnedLinesAlone()
      throws IOException, InterruptedException {
    Path dockerfile =
        Files.writeString(
            folder.resolve("Dockerfile"),
            "FROM a/b:1 AS build\nFROM build AS c\nFROM d:2@" + DIGEST + "\n");
    Script pin = withRegistryThatAnswers(DIGEST);
    assertThat(pin.and("--check", dockerfile.toString()).run().err())
        .contains("a/b:1 has no digest");
    assertThat(pin.and(dockerfile.toString()).run().out()).isEqualTo("a/b:1@%s\n", DIGEST);
    assertThat(dockerfile)
        .hasContent("FROM a/b:1@%1$s AS build\nFROM build AS c\nFROM d:2@%1$s\n".formatted(DIGEST));
    assertThat(pin.and("--check", dockerfile.toString()).run().exitCode()).isZero();
  }

  @Test
  void pinImagesUpdatesOnRequest() throws IOException, InterruptedException {
    Path dockerfile =
        Files.writeString(folder.resolve("Dockerfile"), "FROM d:2@sha256:" + "f".repeat(64) + "\n");
    Script pin = withRegistryThatAnswers(DIGEST);
    assertThat(pin.and(dockerfile.toString()).run().out()).isEmpty();
    assertThat(pin.and("--update", dockerfile.toString()).run().out())
        .isEqualTo("d:2@%s\n", DIGEST);
    assertThat(dockerfile).hasContent("FROM d:2@%s\n".formatted(DIGEST));
  }

  @Test
  void pinImagesRefusesAnAnswerThatIsNoDigest() throws IOException, InterruptedException {
    Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM d:2\n");
    Script.Result result = withRegistryThatAnswers("<html>").and(dockerfile.toString()).run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("no digest for d:2");
    assertThat(dockerfile).hasContent("FROM d:2\n");
  }

  /** The script with a `docker` before it on the PATH that stands for the registry. */
  private Script withRegistryThatAnswers(String answer) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path docker = Files.writeString(bin.resolve("docker"), "#!/bin/sh\necho '" + answer + "'\n");
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    return Script.of("deploy/pin-images").with("PATH", bin + ":" + System.getenv("PATH"));
  }
}
