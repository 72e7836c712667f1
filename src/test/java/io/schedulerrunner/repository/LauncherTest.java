package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How ./runner starts the application that is there. */
final class LauncherTest {

  private @TempDir Path folder;
  private Skeleton skeleton;

  @BeforeEach
  void buildOnce() throws Exception {
    skeleton = Skeleton.in(folder);
    assertThat(start(skeleton.shell(folder)).exit()).isZero();
  }

  @Test
  void hands_the_arguments_and_the_working_directory_to_the_application() throws Exception {
    Finished finished = start(skeleton.shell(folder), "run", "--tags", "a b", "*");
    assertThat(finished.out())
        .contains("folder=" + folder.toRealPath())
        .endsWith("-jar\n%s/runner.jar\nrun\n--tags\na b\n*\n".formatted(skeleton.app()));
    assertThat(finished.err()).isEmpty();
  }

  @Test
  void becomes_the_jvm_so_that_signals_reach_it() throws Exception {
    Finished finished = start(skeleton.shell(folder));
    assertThat(finished.out()).startsWith("pid=" + finished.pid() + "\n");
  }

  @Test
  void works_through_symbolic_links() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path direct = Files.createSymbolicLink(bin.resolve("direct"), skeleton.launcher());
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../bin/direct"));
    for (Object link : new Object[] {direct, "bin/relative"}) {
      assertThat(skeleton.shell(folder).run(link, "--version").out())
          .endsWith(skeleton.app() + "/runner.jar\n--version\n");
    }
  }

  @Test
  void works_when_found_on_the_path() throws Exception {
    Shell shell = skeleton.shell(folder).with("PATH", skeleton.root() + ":" + Shell.SYSTEM_PATH);
    assertThat(shell.run("/bin/sh", "-c", "runner plan").out()).endsWith("/runner.jar\nplan\n");
  }

  @Test
  void compiles_fully_unless_the_profile_is_cold() throws Exception {
    Shell shell = skeleton.shell(folder);
    String cold = "-XX:TieredStopAtLevel=1\n";
    assertThat(start(shell).out()).doesNotContain(cold);
    assertThat(start(shell.with("RUNNER_PROFILE", "sustained")).out()).doesNotContain(cold);
    assertThat(start(shell.with("RUNNER_PROFILE", "Cold")).out()).contains(cold);
  }

  @Test
  void leaves_a_profile_it_does_not_know_to_the_application_which_names_all_mistakes()
      throws Exception {
    Finished finished = start(skeleton.shell(folder).with("RUNNER_PROFILE", "warm"), "plan");
    assertThat(finished.exit()).isZero();
    assertThat(finished.out()).endsWith("/runner.jar\nplan\n").doesNotContain("TieredStop");
  }

  @Test
  void works_as_an_argument_of_a_shell() throws Exception {
    assertThat(skeleton.shell(skeleton.root()).run("/bin/sh", "runner", "plan").out())
        .endsWith("/runner.jar\nplan\n");
  }

  @Test
  void gives_the_jvm_the_options_of_JAVA_OPTS_last() throws Exception {
    Shell shell = skeleton.shell(folder).with("JAVA_OPTS", "-Xmx64m  -Dall=*");
    assertThat(start(shell).out()).contains("\n-Xmx64m\n-Dall=*\n-jar\n");
  }

  @Test
  void uses_the_aot_cache_where_there_is_one() throws Exception {
    Shell shell = skeleton.shell(folder);
    assertThat(start(shell).out()).doesNotContain("-XX:AOTCache");
    Files.createFile(skeleton.app().resolve("runner.aot"));
    assertThat(start(shell).out())
        .contains("-XX:AOTCache=" + skeleton.app().resolve("runner.aot") + "\n");
  }

  @Test
  void says_what_to_install_where_there_is_no_jdk() throws Exception {
    Path finder = skeleton.root().resolve(".mvn/find-jdk");
    Files.move(finder, finder.resolveSibling("real"));
    JdkLayout.script(finder, "#!/bin/sh\nexec \"${0%/*}/real\" /nowhere\n");
    Finished finished = start(Shell.in(folder));
    assertThat(finished.exit()).isEqualTo(1);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).startsWith("No JDK 25 was found").doesNotContain("runner:");
  }

  private Finished start(Shell shell, Object... arguments)
      throws IOException, InterruptedException {
    Object[] command = new Object[arguments.length + 1];
    command[0] = skeleton.launcher();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return shell.run(command);
  }
}
