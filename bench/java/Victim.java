import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service that is put under strain: {@code ./runner serve} in a folder of its own, on a free port. */
final class Victim implements Closeable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path log;
  final int port;

  private Victim(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** What it holds. */
  record Figures(long heapKilobytes, long threads, long descriptors, long sockets) {
    /** Whether this is no more than the other, give or take what a running JVM may. */
    boolean withinReachOf(Figures other) {
      return heapKilobytes <= other.heapKilobytes * 1.25 + 8_192
          && threads <= other.threads + 12
          && descriptors <= other.descriptors + 16
          && sockets <= other.sockets + 12;
    }

    @Override
    public String toString() {
      return "%d KB live heap, %d threads, %d descriptors, %d of them sockets"
          .formatted(heapKilobytes, threads, descriptors, sockets);
    }
  }

  /** Starts it with at most so many descriptors, and waits until it answers. */
  static Victim start(Path folder, int descriptors, Map<String, String> environment) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.createDirectories(folder);
    Path log = folder.resolve("service.log");
    String runner = Path.of("runner").toRealPath().toString();
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "ulimit -n " + descriptors + " && exec \"$0\" serve", runner);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", System.getProperty("user.home"));
    builder.environment().put("HOST", "127.0.0.1");
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("STORE_URL", "sqlite:runs.db");
    builder.environment().put("SCHEDULER", "off");
    builder.environment().put("LOG_LEVEL", "warn");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Victim victim = new Victim(builder.start(), log, port);
    Runtime.getRuntime().addShutdownHook(new Thread(victim.process::destroyForcibly));
    victim.awaitHealth();
    return victim;
  }

  private void awaitHealth() throws Exception {
    long begun = System.nanoTime();
    while (true) {
      try {
        Pulse.ask(port);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
          throw new IllegalStateException("It does not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  /** One run. */
  Client.Answer execute(String body) throws IOException {
    try (Client client = new Client(port)) {
      return client.send("POST", "/execute", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Connects without sending anything. */
  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** What it holds now, garbage collected. */
  Figures figures() throws Exception {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    long threads =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("Threads:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    List<String> descriptors;
    try (var links = Files.list(proc.resolve("fd"))) {
      descriptors = links.map(Victim::target).filter(target -> !target.isEmpty()).toList();
    }
    long sockets = descriptors.stream().filter(target -> target.startsWith("socket:")).count();
    return new Figures(liveKilobytes(), threads, descriptors.size(), sockets);
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** A histogram of classes collects garbage first. */
  private long liveKilobytes() throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
      String total = lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.trim().split("\\s+")[2]) / 1024;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      jcmd.waitFor();
    }
  }

  /** Fails where it is gone, or has logged what only a bug logs. */
  void assertSound() throws IOException {
    String text = Files.readString(log);
    List<String> bugs =
        text.lines()
            .filter(line -> line.contains("could not be answered") || line.contains("Exception in thread"))
            .toList();
    if (!bugs.isEmpty()) {
      throw new IllegalStateException("It logged a bug: " + bugs.getFirst());
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("It is gone:\n" + tail(text));
    }
  }

  String logTail() throws IOException {
    return tail(Files.readString(log));
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 4_000));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("It does not stop:\n" + logTail());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException(e);
    }
  }
}
