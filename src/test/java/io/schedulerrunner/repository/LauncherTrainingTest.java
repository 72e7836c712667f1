package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When ./runner has the AOT cache made: in the background, once for each application. */
final class LauncherTrainingTest {

  /** Waits until it is told to go on, and says so when it is done. */
  private static final String TRAINING =
      """
      #!/bin/sh
      echo "$@" >>"${0%/*}/trainings"
      read -r outcome <"${0%/*}/go"
      if [ "$outcome" = made ]; then echo cache >"$2/runner.aot"; fi
      echo "$outcome" >"${0%/*}/done"
      """;

  private @TempDir Path folder;
  private Skeleton skeleton;
  private Path deploy;

  @BeforeEach
  void cloneTheRepository() throws Exception {
    skeleton = Skeleton.in(folder);
    deploy = Files.createDirectories(skeleton.root().resolve("deploy"));
    JdkLayout.script(deploy.resolve("train-aot"), TRAINING);
    assertThat(Shell.in(folder).run("mkfifo", deploy.resolve("go"), deploy.resolve("done")).exit())
        .isZero();
  }

  @Test
  void the_first_start_does_not_wait_for_the_cache_and_later_ones_use_it() throws Exception {
    assertThat(start().out()).contains("-jar\n").doesNotContain("-XX:AOTCache");
    finishTraining("made");
    assertThat(start().out()).contains("-XX:AOTCache=" + cache() + "\n");
    assertThat(trainings())
        .containsExactly(
            "%s %s -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                .formatted(skeleton.jdk(), skeleton.app()));
  }

  @Test
  void starts_while_it_is_being_made_make_no_other() throws Exception {
    start();
    assertThat(start().out()).doesNotContain("-XX:AOTCache");
    finishTraining("made");
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void what_failed_is_not_tried_again() throws Exception {
    start();
    finishTraining("failed");
    assertThat(start().err()).isEmpty();
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void the_cache_of_an_older_application_is_replaced() throws Exception {
    start();
    finishTraining("made");
    Path jar = skeleton.app().resolve("runner.jar");
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
    Files.setLastModifiedTime(jar, later);
    assertThat(start().out()).doesNotContain("-XX:AOTCache");
    finishTraining("made");
    assertThat(trainings()).hasSize(2);
  }

  @Test
  void a_build_begins_a_new_one() throws Exception {
    start();
    finishTraining("made");
    skeleton.write("src/main/Source.java", "version 2", 1);
    assertThat(start().out()).doesNotContain("-XX:AOTCache");
    finishTraining("made");
    assertThat(trainings()).hasSize(2);
  }

  private Path cache() {
    return skeleton.app().resolve("runner.aot");
  }

  private List<String> trainings() throws IOException {
    return Files.readAllLines(deploy.resolve("trainings"));
  }

  /** Opening a pipe waits for the other end: no training is missed, none is left behind. */
  private void finishTraining(String outcome) throws IOException {
    Files.writeString(deploy.resolve("go"), outcome + "\n");
    assertThat(Files.readString(deploy.resolve("done"))).isEqualTo("%s\n", outcome);
  }

  private Finished start() throws IOException, InterruptedException {
    return skeleton.shell(folder).run(skeleton.launcher());
  }
}
