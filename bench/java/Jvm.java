import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process under measurement: the runner, or the hello-world JVM that is the floor. */
final class Jvm implements Closeable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long TICKS_PER_SECOND = 100;

  private final Process process;
  private final Path log;
  private final long started;
  final int port;

  private Jvm(Process process, Path log, long started, int port) {
    this.process = process;
    this.log = log;
    this.started = started;
    this.port = port;
  }

  /** Starts a command with nothing but this environment, and a free port in {@code PORT}. */
  static Jvm start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path log = folder.resolve("process.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long started = System.nanoTime();
    return new Jvm(builder.start(), log, started, port);
  }

  /** Milliseconds from the start to the end of a process that ends by itself. */
  double millisToEnd() throws Exception {
    int exit = process.waitFor();
    double millis = millisSinceStart();
    if (exit != 0) {
      throw broken("it ended with " + exit);
    }
    return millis;
  }

  double millisSinceStart() {
    return (System.nanoTime() - started) / 1e6;
  }

  /** The first connection that is accepted. */
  Client connect() throws Exception {
    long asked = System.nanoTime();
    while (System.nanoTime() - asked < PATIENCE_NANOS) {
      try {
        return new Client(port);
      } catch (IOException notYet) {
        if (process.waitFor(500, TimeUnit.MICROSECONDS)) {
          break;
        }
      }
    }
    throw broken("it accepts no connection");
  }

  /** Waits until it answers. */
  Jvm ready() throws Exception {
    try (Client client = connect()) {
      expect(client.send("GET", "/health", new byte[0]), 200);
    }
    return this;
  }

  /** One run; the answer must be a report of so many successes. */
  Client.Answer execute(String body, int calls) throws Exception {
    try (Client client = connect()) {
      return execute(client, body, calls);
    }
  }

  Client.Answer execute(Client client, String body, int calls) throws Exception {
    Client.Answer answer;
    try {
      answer = client.send("POST", "/execute", body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      process.waitFor(1, TimeUnit.SECONDS);
      throw broken("no whole answer: " + e.getMessage());
    }
    expect(answer, 200);
    String start = new String(answer.body(), 0, Math.min(200, answer.body().length), StandardCharsets.UTF_8);
    if (!start.contains("\"successful\":" + calls + ",")) {
      throw broken("not " + calls + " successes: " + start);
    }
    return answer;
  }

  private void expect(Client.Answer answer, int status) throws Exception {
    if (answer.status() != status) {
      String text = answer.text();
      throw broken("status " + answer.status() + ": " + text.substring(0, Math.min(2000, text.length())));
    }
  }

  /** Resident memory now, in MB. */
  double residentMegabytes() throws IOException {
    return status("VmRSS:");
  }

  /** The most resident memory so far, in MB. */
  double peakMegabytes() throws IOException {
    return status("VmHWM:");
  }

  private double status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + field);
  }

  /** Processor time so far in microseconds, to a hundredth of a second. */
  long processorMicros() throws IOException {
    if (!process.isAlive()) {
      throw broken("it is gone");
    }
    return processorMicros(process.pid());
  }

  /** The same of any process. */
  static long processorMicros(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * (1_000_000 / TICKS_PER_SECOND);
  }

  private IllegalStateException broken(String what) throws IOException {
    String end = process.isAlive() ? "still alive" : "ended with " + process.exitValue();
    return new IllegalStateException(what + " (" + end + ")\n" + Files.readString(log));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
  }
}
