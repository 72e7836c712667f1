package io.schedulerrunner.repository;

import static io.schedulerrunner.repository.JdkLayout.jdk;
import static io.schedulerrunner.repository.JdkLayout.runtime;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FindJdkTest {

  private static final Path SCRIPT = Path.of(".mvn/find-jdk").toAbsolutePath();

  private @TempDir Path machine;
  private Shell shell = Shell.in(Path.of("/"));

  @BeforeEach
  void useAMachineWithoutJava() throws IOException {
    Files.createDirectories(machine.resolve("home"));
    shell =
        Shell.in(machine)
            .with("HOME", machine.resolve("home"))
            .with("PATH", machine.resolve("bin") + ":/nowhere");
    // The script's own tools, without the java that the real folders may hold.
    Files.createDirectories(machine.resolve("bin"));
    for (String tool : new String[] {"readlink", "cat"}) {
      JdkLayout.script(
          machine.resolve("bin").resolve(tool), "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home/.asdf/installs/java/temurin-25",
        "home/.gradle/jdks/eclipse_adoptium-25-amd64-linux",
        "home/.jabba/jdk/25",
        "home/.jdks/temurin-25.0.1",
        "home/.local/share/mise/installs/java/25",
        "home/.sdkman/candidates/java/25.0.1-tem",
        "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
        "opt/java/openjdk",
        "opt/jdk-25",
        "usr/java/jdk-25",
        "usr/lib/jvm/temurin-25-jdk-amd64",
        "usr/lib64/jvm/java-25-openjdk",
        "usr/local/jdk-25",
        "usr/local/openjdk-25"
      })
  void findsAJdkInTheUsualFolders(String folder) throws Exception {
    Path home = jdk(machine.resolve(folder), "25.0.3");
    jdk(machine.resolve("usr/lib/jvm/java-17-openjdk"), "17.0.15");
    assertFound(home, find());
  }

  @Test
  void prefersJavaHome() throws Exception {
    jdk(machine.resolve("opt/jdk-25"), "25");
    Path chosen = jdk(machine.resolve("my own jdk"), "26.0.1");
    assertFound(chosen, shell.with("JAVA_HOME", chosen).run(SCRIPT, machine));
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Path old = jdk(machine.resolve("old"), "24.0.2");
    Path good = jdk(machine.resolve("opt/jdk-25"), "25");
    assertFound(good, shell.with("JAVA_HOME", old).run(SCRIPT, machine));
  }

  @Test
  void followsTheCompilerOnThePathToItsJdk() throws Exception {
    Path home = jdk(machine.resolve("far/away/jdk"), "25.0.1");
    Files.createSymbolicLink(machine.resolve("bin/javac"), home.resolve("bin/javac"));
    jdk(machine.resolve("opt/jdk-25"), "25");
    assertFound(home.toRealPath(), find());
  }

  @Test
  void prefers25ToNewerOnesAmongTheUsualFolders() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/jdk-26"), "26");
    Path home = jdk(machine.resolve("home/.jdks/jdk-25"), "25.0.3");
    assertFound(home, find());
  }

  @Test
  void takesANewerOneWhereThereIsNo25() throws Exception {
    Path home = jdk(machine.resolve("usr/lib/jvm/jdk-26"), "26-ea");
    assertFound(home, find());
  }

  @Test
  void saysWhatToInstallWhereThereIsNone() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/java-17-openjdk"), "17.0.15");
    jdk(machine.resolve("usr/lib/jvm/java-8"), "1.8.0_402");
    runtime(machine.resolve("usr/lib/jvm/jre-25"), "25.0.3");
    Finished finished = find();
    assertThat(finished.exit()).isEqualTo(1);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err())
        .startsWith("No JDK 25 was found")
        .contains("apt-get install temurin-25-jdk", "~/.jdks", "set JAVA_HOME")
        .doesNotContain("JAVA_HOME is now");
  }

  @Test
  void saysThatJavaHomeIsNoHelp() throws Exception {
    Path old = jdk(machine.resolve("old"), "17");
    assertThat(shell.with("JAVA_HOME", old).run(SCRIPT, machine).err())
        .contains("JAVA_HOME is now " + old + ", which is no JDK 25 or newer.");
  }

  private Finished find() throws Exception {
    return shell.run(SCRIPT, machine);
  }

  private static void assertFound(Path home, Finished finished) {
    assertThat(finished.err()).isEmpty();
    assertThat(finished.out()).hasLineCount(1).isEqualToIgnoringNewLines(home.toString());
    assertThat(finished.exit()).isZero();
  }
}
