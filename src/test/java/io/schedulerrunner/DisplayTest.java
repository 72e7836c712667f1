package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} on a real terminal, in a process of its own; what it showed is kept. */
final class DisplayTest {

  private static final Path RECORDINGS = Path.of("target", "terminal");
  private static final Pattern CONTROLS = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private final CountDownLatch released = new CountDownLatch(1);
  private final WebServer server = new WebServer(this::answer);
  private final StringBuilder shown = new StringBuilder();
  @TempDir private Path directory;

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/held")) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    WebServer.always(path.equals("/broken") ? 503 : 200, "text/plain", "x").to(exchange);
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  private Process run(int columns, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.add(Path.of("src/test/resources/cli/terminal.py").toAbsolutePath().toString());
    command.add(Integer.toString(columns));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8"));
    command.addAll(
        List.of("-Dstderr.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.schedulerrunner.Main", "run"));
    for (String path : List.of("/good", "/broken", "/held")) {
      command.add(server.url(path));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.equals("COLUMNS") || name.equals("NO_COLOR"));
    builder.environment().putAll(Map.of("TERM", "xterm-256color", "STORE_URL", "memory:"));
    builder.environment().putAll(environment);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Reads on until something is to be seen, or to the end. */
  private void await(Reader out, String text) throws IOException {
    char[] some = new char[4096];
    while (shown.indexOf(text) < 0) {
      int read = out.read(some);
      if (read < 0) {
        return;
      }
      shown.append(some, 0, read);
    }
  }

  private List<String> lines() {
    return CONTROLS
        .matcher(shown)
        .replaceAll("")
        .lines()
        .flatMap(line -> List.of(line.split("\r", -1)).stream())
        .toList();
  }

  private void keep(String name) throws IOException {
    Files.createDirectories(RECORDINGS);
    Files.writeString(RECORDINGS.resolve(name + ".txt"), shown);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void theRunIsSeenWhileItGoesOn(int columns) throws Exception {
    Process process = run(columns, Map.of());
    try (Reader out = new InputStreamReader(process.getInputStream(), UTF_8)) {
      await(out, "2/3 [");
      assertThat(shown).contains("endpoint-2", "endpoint-3", "1 failed", " left");
      released.countDown();
      await(out, "nothing more");
    }
    keep("run-" + columns);

    assertThat(process.waitFor()).isOne();
    assertThat(shown).contains("\u001b[31m", "█", "⠙", "\u001b[?25l", "\u001b[?25h");
    assertThat(lines())
        .filteredOn(line -> !line.startsWith("    curl "))
        .allMatch(line -> line.length() <= columns);
    assertThat(lines())
        .anyMatch(line -> line.startsWith("✗ endpoint-2  failed   503"))
        .anyMatch(line -> line.startsWith("3 endpoints: 2 succeeded, 1 failed in "));
  }

  @Test
  void withoutColourThereIsNone() throws Exception {
    released.countDown();
    Process process = run(80, Map.of("NO_COLOR", "1"));
    try (Reader out = new InputStreamReader(process.getInputStream(), UTF_8)) {
      await(out, "nothing more");
    }
    keep("run-80-no-color");

    assertThat(process.waitFor()).isOne();
    assertThat(COLOURS.matcher(shown).find()).isFalse();
    assertThat(shown).contains("/3 [", "✗ endpoint-2");
  }

  @Test
  void interruptedItReportsWhatWasDone() throws Exception {
    Process process = run(80, Map.of());
    try (Reader out = new InputStreamReader(process.getInputStream(), UTF_8)) {
      await(out, "2/3 [");
      process.getOutputStream().write(3);
      process.getOutputStream().flush();
      await(out, "nothing more");
    }
    keep("run-80-interrupted");

    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(lines())
        .anyMatch(line -> line.startsWith("✓ endpoint-1  success"))
        .anyMatch(line -> line.startsWith("- endpoint-3  cancelled"))
        .anyMatch(line -> line.contains("1 succeeded, 1 cancelled, 1 failed"));
  }
}
