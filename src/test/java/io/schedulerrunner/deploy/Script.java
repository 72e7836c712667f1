package io.schedulerrunner.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A script of the repository, run with an environment of its own; the values of one never change,
 * each step is a new one.
 */
record Script(List<String> command, Map<String, String> environment) {
  /** Where the build runs: the repository's root. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  /** What a finished script left: its exit code, stdout and stderr as text. */
  record Result(int exitCode, String out, String err) {
    String lines() {
      return out + err;
    }
  }

  static Script of(String... command) {
    return new Script(List.of(command), Map.of("PATH", System.getenv("PATH")));
  }

  Script with(String name, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(name, value);
    return new Script(command, changed);
  }

  Script and(String... arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(arguments));
    return new Script(longer, environment);
  }

  Result run() throws IOException, InterruptedException {
    return run("");
  }

  Result run(String input) throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    Path in = Files.writeString(Files.createTempFile("script", ".in"), input);
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    int exitCode = builder.start().waitFor();
    String written = Files.readString(out, StandardCharsets.UTF_8);
    Result result = new Result(exitCode, written, Files.readString(err, StandardCharsets.UTF_8));
    for (Path file : List.of(in, out, err)) {
      Files.delete(file);
    }
    return result;
  }

  /** Skips the test, with a printed reason, where a program it needs is not installed. */
  static void assumeInstalled(String program) throws IOException, InterruptedException {
    boolean installed = of("sh", "-c", "command -v \"$0\"", program).run().exitCode() == 0;
    if (!installed) {
      System.err.println("skipped: " + program + " is not installed");
    }
    assumeTrue(installed, program + " is not installed");
  }
}
