package io.schedulerrunner.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** {@code serve} in a process of its own, as its users start it. */
final class RunningService implements AutoCloseable {

  private static final String LISTENING = "Listening on ";

  private final Process process;
  private final String origin;

  private RunningService(Process process, String origin) {
    this.process = process;
    this.origin = origin;
  }

  static RunningService start(Path directory, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.schedulerrunner.Main",
                "serve")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.putAll(
        Map.of("HOST", "127.0.0.1", "PORT", "0", "STORE_URL", "memory:", "LOG_FORMAT", "text"));
    variables.putAll(environment);
    Process process = builder.start();
    return new RunningService(process, "http://" + address(process));
  }

  private static String address(Process process) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = process.inputReader(UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      int at = line.indexOf(LISTENING);
      if (at >= 0) {
        Thread.ofVirtual().start(() -> drain(out));
        return line.substring(at + LISTENING.length()).strip();
      }
    }
    throw new IllegalStateException("The service did not start:\n" + said);
  }

  /** A process whose output nobody reads stops. */
  private static void drain(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  String url(String path) {
    return origin + path;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
