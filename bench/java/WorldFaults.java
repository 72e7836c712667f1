import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to the world around: names that cannot be resolved, clocks that jump. */
final class WorldFaults {
  private static final int DESCRIPTORS = 16_384;

  private WorldFaults() {}

  /** The name service fails for a while. */
  static String dns(Path folder, Soak.Extent extent) throws Exception {
    Files.createDirectories(folder);
    Path hosts = folder.resolve("hosts").toAbsolutePath();
    Files.writeString(hosts, "127.0.0.1 service.test localhost\n");
    try (SoakEndpoints endpoints = new SoakEndpoints()) {
      String named = "\"http://service.test:" + endpoints.port() + "/once\"";
      Map<String, String> environment =
          Map.of(
              "ENDPOINTS", "[" + named + ", \"" + endpoints.url("/ok") + "\"]",
              "JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.ttl=1 -Dsun.net.inetaddr.negative.ttl=1");
      try (Victim victim = Victim.start(folder, DESCRIPTORS, environment)) {
        LoadFaults.awaitSuccess(victim, extent, "");
        long slowest;
        try (Pulse pulse = new Pulse(victim.port)) {
          Files.writeString(hosts, "127.0.0.1 localhost\n");
          awaitDnsFailure(victim, extent);
          slowest = pulse.slowestMillis();
        }
        Files.writeString(hosts, "127.0.0.1 service.test localhost\n");
        LoadFaults.awaitSuccess(victim, extent, "");
        victim.assertSound();
        return "the name of one of two endpoints cannot be resolved: that one fails with `dns`, the other succeeds; health within "
            + slowest
            + " ms; whole runs once names can be resolved again";
      }
    }
  }

  private static void awaitDnsFailure(Victim victim, Soak.Extent extent) throws Exception {
    String text = "";
    for (int i = 0; i < extent.patience(); i++) {
      text = victim.execute("").text();
      if (text.contains("\"error_type\":\"dns\"")) {
        if (!text.contains("\"successful\":1,")) {
          throw new IllegalStateException(text);
        }
        return;
      }
      Thread.sleep(1_000);
    }
    throw new IllegalStateException("The outage is not noticed: " + text);
  }

  /** The wall clock jumps, a day ahead and two back, while a run is going on. */
  static String clock(Path folder, Soak.Extent extent) throws Exception {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return "not tried: libfaketime is not installed (Debian: apt-get install libfaketime)";
    }
    Files.createDirectories(folder);
    Path offset = folder.resolve("offset").toAbsolutePath();
    Files.writeString(offset, "+0\n");
    try (SoakEndpoints endpoints = new SoakEndpoints()) {
      Map<String, String> environment =
          Map.of(
              "ENDPOINTS", "[\"" + endpoints.url("/ok") + "\", {\"url\": \"" + endpoints.url("/hang") + "\", \"timeout\": 3}]",
              "LD_PRELOAD", library.get().toString(),
              "FAKETIME_TIMESTAMP_FILE", offset.toString(),
              "FAKETIME_NO_CACHE", "1",
              "FAKETIME_DONT_FAKE_MONOTONIC", "1");
      try (Victim victim = Victim.start(folder, DESCRIPTORS, environment)) {
        long slowest;
        try (Pulse pulse = new Pulse(victim.port)) {
          jump(victim, offset, "+1d");
          jump(victim, offset, "-1d");
          jump(victim, offset, "+0");
          slowest = pulse.slowestMillis();
        }
        victim.assertSound();
        return "the wall clock (libfaketime) a day ahead, two back and one ahead, each in the middle of a run: every run whole,"
            + " durations as they were; health within "
            + slowest
            + " ms";
      }
    }
  }

  /** In the middle of a run whose one endpoint times out after 3 s. */
  private static void jump(Victim victim, Path offset, String to) throws Exception {
    Thread jump =
        Thread.startVirtualThread(
            () -> {
              try {
                Thread.sleep(1_000);
                Path next = Files.writeString(offset.resolveSibling("next"), to + "\n");
                Files.move(next, offset, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    String text = victim.execute("").text();
    jump.join();
    boolean whole = text.contains("\"successful\":1,") && text.contains("\"error_type\":\"timeout\"");
    // A run of seconds, not of a day, and not of less than nothing.
    boolean sane = text.matches("(?s).*\"duration_ms\":\\d{4,6},.*") && !text.contains("\"duration_ms\":-");
    if (!whole || !sane) {
      throw new IllegalStateException("After a jump to " + to + ": " + text);
    }
  }

  private static Optional<Path> library() {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
        .map(machine -> Path.of("/usr/lib", machine, "faketime/libfaketimeMT.so.1"))
        .filter(Files::exists)
        .findFirst();
  }
}
