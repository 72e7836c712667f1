package io.schedulerrunner.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs programs with an environment of which nothing is inherited, output in files. */
record Shell(Path folder, Map<String, String> environment) {

  /** What the scripts need besides a JDK: the system's tools, an older Java perhaps among them. */
  static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

  static Shell in(Path folder) {
    return new Shell(folder, Map.of("PATH", SYSTEM_PATH, "HOME", folder.toString()));
  }

  Shell with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Shell(folder, more);
  }

  Shell with(String name, Path value) {
    return with(name, value.toString());
  }

  Finished run(Object... command) throws IOException, InterruptedException {
    return start(command).finish();
  }

  Started start(Object... command) throws IOException {
    File out = Files.createTempFile("out", ".txt").toFile();
    File err = Files.createTempFile("err", ".txt").toFile();
    List<String> words = List.of(command).stream().map(Object::toString).toList();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out)
            .redirectError(err)
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), out.toPath(), err.toPath());
  }

  /** A program that is going on. */
  record Started(Process process, Path out, Path err) {

    Finished finish() throws IOException, InterruptedException {
      int exit = process.waitFor();
      Finished finished =
          new Finished(
              process.pid(), exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      Files.delete(out);
      Files.delete(err);
      return finished;
    }
  }

  /** A program that has ended. */
  record Finished(long pid, int exit, String out, String err) {}
}
