package io.schedulerrunner.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that look like JDKs; their java tells how it was started. */
final class JdkLayout {

  private static final String JAVA =
      """
      #!/bin/sh
      echo "pid=$$"
      echo "folder=$PWD"
      printf '%s\\n' "$@"
      """;

  private JdkLayout() {}

  static Path jdk(Path home, String version) throws IOException {
    runtime(home, version);
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  static Path runtime(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
    script(home.resolve("bin/java"), JAVA);
    return home;
  }

  static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
