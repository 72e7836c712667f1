package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.repository.Shell.Finished;
import io.schedulerrunner.repository.Shell.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When ./runner builds, and what becomes of a build that fails. */
final class LauncherBuildTest {

  private @TempDir Path folder;
  private Skeleton skeleton;

  @BeforeEach
  void cloneTheRepository() throws IOException {
    skeleton = Skeleton.in(folder);
  }

  @Test
  void builds_on_first_use_and_says_so() throws Exception {
    Finished finished = start();
    assertThat(finished.exit()).isZero();
    assertThat(finished.err()).startsWith("runner: building").hasLineCount(1);
    assertThat(finished.out()).startsWith("pid=");
    assertThat(skeleton.builds()).containsExactly(skeleton.root() + " -B -q -Dlaunch package");
    assertThat(skeleton.app().resolve("runner.jar")).hasContent("built from version 1");
    assertThat(skeleton.root().resolve("target")).isDirectoryNotContaining("glob:**.lock");
  }

  @Test
  void later_starts_do_not_build() throws Exception {
    start();
    assertThat(start().err()).isEmpty();
    assertThat(skeleton.builds()).hasSize(1);
  }

  @Test
  void builds_again_when_a_source_changed() throws Exception {
    start();
    Files.createFile(skeleton.app().resolve("left-over"));
    skeleton.write("src/main/Source.java", "version 2", 1);
    start();
    assertThat(skeleton.app().resolve("runner.jar")).hasContent("built from version 2");
    assertThat(skeleton.app().resolve("left-over")).doesNotExist();
  }

  @Test
  void builds_again_when_the_project_file_changed() throws Exception {
    start();
    skeleton.write("pom.xml", "<project>other libraries</project>", 1);
    start();
    assertThat(skeleton.builds()).hasSize(2);
  }

  @Test
  void reports_a_failed_build_and_starts_nothing() throws Exception {
    Files.createFile(skeleton.root().resolve("broken"));
    assertFailed(start());
    assertThat(skeleton.app()).doesNotExist();
    assertFailed(start());
    Files.delete(skeleton.root().resolve("broken"));
    assertThat(start().exit()).isZero();
  }

  @Test
  void never_starts_an_old_application_after_a_failed_build() throws Exception {
    start();
    skeleton.write("src/main/Source.java", "version 2", 1);
    Files.createFile(skeleton.root().resolve("broken"));
    assertFailed(start());
    assertThat(skeleton.app().resolve("runner.jar")).hasContent("built from version 1");
    assertFailed(start());
  }

  @Test
  void takes_no_application_without_its_stamp() throws Exception {
    start();
    Files.delete(skeleton.app().resolve(".built"));
    start();
    assertThat(skeleton.builds()).hasSize(2);
  }

  @Test
  void starts_at_the_same_time_build_once() throws Exception {
    Path hold = skeleton.root().resolve("hold");
    assertThat(Shell.in(folder).run("mkfifo", hold).exit()).isZero();
    List<Started> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(skeleton.shell(folder).start(skeleton.launcher(), "plan"));
    }
    // Opening the pipe waits for the one build that reads from it.
    Files.writeString(hold, "go\n");
    for (Started one : all) {
      Finished finished = one.finish();
      assertThat(finished.exit()).isZero();
      assertThat(finished.out()).endsWith("/runner.jar\nplan\n");
    }
    assertThat(skeleton.builds()).hasSize(1);
  }

  @Test
  void says_whom_it_waits_for_and_takes_over_from_a_killed_build() throws Exception {
    Path hold = skeleton.root().resolve("hold");
    assertThat(Shell.in(folder).run("mkfifo", hold).exit()).isZero();
    Path lock = skeleton.root().resolve("target/launch.lock");
    Started holder = skeleton.shell(folder).start("/bin/cat", hold);
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of(Long.toString(holder.process().pid())));
    Started waiting = skeleton.shell(folder).start(skeleton.launcher());
    String told = "runner: waiting for process " + holder.process().pid() + ", which is building\n";
    while (!Files.readString(waiting.err()).equals(told)) {
      Thread.onSpinWait();
    }
    Files.delete(hold);
    holder.process().destroyForcibly();
    holder.finish();
    assertThat(waiting.finish().exit()).isZero();
    assertThat(skeleton.builds()).hasSize(1);
  }

  private Finished start() throws IOException, InterruptedException {
    return skeleton.shell(folder).run(skeleton.launcher());
  }

  private static void assertFailed(Finished finished) {
    assertThat(finished.exit()).isEqualTo(1);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err())
        .contains("COMPILATION ERROR")
        .endsWith("runner: the build failed, see above\n");
  }
}
