package io.schedulerrunner.repository;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A repository with the real scripts, one source, and a build that only notes that it was asked:
 * the launcher can be watched without Maven.
 */
record Skeleton(Path root, Path jdk) {

  /**
   * Waits at the pipe {@code hold} where there is one; fails where there is a file {@code broken}.
   */
  private static final String BUILD =
      """
      #!/bin/sh
      echo "$PWD $*" >>builds
      mkdir -p target/launch/app
      touch target/launch/build-began
      echo half >target/launch/app/runner.jar
      if [ -p hold ]; then read -r _ <hold; fi
      if [ -e broken ]; then echo 'COMPILATION ERROR'; exit 1; fi
      echo "built from $(cat src/main/Source.java)" >target/launch/app/runner.jar
      mv target/launch/build-began target/launch/app/.built
      """;

  static Skeleton in(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("a repository")).toRealPath();
    Path jdk = JdkLayout.jdk(folder.resolve("jdk").toAbsolutePath(), "25.0.3");
    Files.createDirectories(root.resolve(".mvn"));
    for (String script : List.of("runner", ".mvn/find-jdk")) {
      Files.copy(Path.of(script), root.resolve(script));
    }
    JdkLayout.script(root.resolve("mvnw"), BUILD);
    Skeleton skeleton = new Skeleton(root, jdk);
    Files.createDirectories(root.resolve("src/main"));
    skeleton.write("pom.xml", "<project/>", -60);
    skeleton.write("src/main/Source.java", "version 1", -60);
    skeleton.age("src/main", -60);
    return skeleton;
  }

  Path launcher() {
    return root.resolve("runner");
  }

  Path app() {
    return root.resolve("target/app");
  }

  Shell shell(Path folder) {
    return Shell.in(folder).with("JAVA_HOME", jdk);
  }

  List<String> builds() throws IOException {
    Path log = root.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** Writes a file that was changed so many seconds from now. */
  void write(String file, String text, int secondsFromNow) throws IOException {
    Files.writeString(root.resolve(file), text);
    age(file, secondsFromNow);
  }

  private void age(String file, int secondsFromNow) throws IOException {
    long time = System.currentTimeMillis() + SECONDS.toMillis(secondsFromNow);
    Files.setLastModifiedTime(root.resolve(file), FileTime.fromMillis(time));
  }
}
