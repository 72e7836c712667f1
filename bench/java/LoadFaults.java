import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients at once, and little memory. */
final class LoadFaults {
  private static final int DESCRIPTORS = 16_384;
  private static final int ENDPOINTS = 20;

  private LoadFaults() {}

  /** Twenty endpoints, of which one hangs: five in a hundred. */
  private static String endpoints(SoakEndpoints endpoints) {
    List<String> all = new ArrayList<>(Collections.nCopies(ENDPOINTS - 1, "\"" + endpoints.url("/ok") + "\""));
    all.add(7, "{\"url\": \"" + endpoints.url("/hang") + "\", \"timeout\": 2}");
    return "[" + String.join(",", all) + "]";
  }

  /** Concurrent clients for a while, twice; what the service holds must be the same after both. */
  static String load(Path folder, Soak.Extent extent) throws Exception {
    try (SoakEndpoints endpoints = new SoakEndpoints();
        Victim victim =
            Victim.start(
                folder,
                DESCRIPTORS,
                Map.of("ENDPOINTS", endpoints(endpoints), "REQUEST_TIMEOUT", "120", "MAX_WORKERS", "5"))) {
      clients(victim, extent.clients(), Math.max(3, extent.seconds() / 3));
      Victim.Figures before = settled(victim);
      long slowest;
      int runs;
      try (Pulse pulse = new Pulse(victim.port)) {
        runs = clients(victim, extent.clients(), extent.seconds());
        slowest = pulse.slowestMillis();
      }
      Victim.Figures after = settled(victim, before, extent);
      victim.assertSound();
      return "%d clients, %d s, %d runs, each %d successes and 1 timeout; health within %d ms; before: %s; after: %s"
          .formatted(extent.clients(), extent.seconds(), runs, ENDPOINTS - 1, slowest, before, after);
    }
  }

  /** Clients that send one request after another; says how many there were. */
  private static int clients(Victim victim, int count, int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    AtomicInteger runs = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        clients.add(
            threads.submit(
                () -> {
                  try (Client client = new Client(victim.port)) {
                    while (System.nanoTime() < end) {
                      check(client.send("POST", "/execute", new byte[0]));
                      runs.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    return runs.get();
  }

  /** No error that is not the endpoint's. */
  private static void check(Client.Answer answer) {
    String text = answer.text();
    boolean right =
        answer.status() == 500
            && text.contains("\"successful\":" + (ENDPOINTS - 1) + ",")
            && text.contains("\"failed\":1,")
            && text.contains("\"error_type\":\"timeout\"");
    if (!right) {
      throw new IllegalStateException("HTTP " + answer.status() + ": " + text.substring(Math.max(0, text.indexOf("\"errors\""))));
    }
  }

  /** What it holds once its idle connections and threads are gone. */
  private static Victim.Figures settled(Victim victim) throws Exception {
    Victim.Figures figures = victim.figures();
    for (int i = 0; i < 60; i++) {
      Thread.sleep(1_000);
      Victim.Figures next = victim.figures();
      if (next.sockets() == figures.sockets() && next.threads() == figures.threads() && i > 2) {
        return next;
      }
      figures = next;
    }
    return figures;
  }

  private static Victim.Figures settled(Victim victim, Victim.Figures before, Soak.Extent extent) throws Exception {
    Victim.Figures after = victim.figures();
    for (int i = 0; i < extent.patience() && !after.withinReachOf(before); i++) {
      Thread.sleep(1_000);
      after = victim.figures();
    }
    if (!after.withinReachOf(before)) {
      throw new IllegalStateException("It grew: before " + before + "; after " + after);
    }
    return after;
  }

  /** Runs that hold every place: the rest is refused at once, and comes in later. */
  static String tooManyRuns(Path folder, Soak.Extent extent) throws Exception {
    try (SoakEndpoints endpoints = new SoakEndpoints();
        Victim victim =
            Victim.start(
                folder,
                DESCRIPTORS,
                Map.of("ENDPOINTS", endpoints(endpoints), "REQUEST_TIMEOUT", "120", "MAX_RUNS", "4"))) {
      Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
      try (Pulse pulse = new Pulse(victim.port);
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Client.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < extent.clients(); i++) {
          answers.add(threads.submit(() -> victim.execute("")));
        }
        for (Future<Client.Answer> answer : answers) {
          statuses.computeIfAbsent(answer.get().status(), status -> new AtomicInteger()).incrementAndGet();
        }
        pulse.slowestMillis();
      }
      if (!statuses.containsKey(429) || !List.of(429, 500).containsAll(statuses.keySet())) {
        throw new IllegalStateException("Statuses " + statuses);
      }
      check(victim.execute(""));
      victim.assertSound();
      return "MAX_RUNS=4, %d clients at once: HTTP statuses %s, afterwards a whole run".formatted(extent.clients(), statuses);
    }
  }

  /** Large bodies in both directions, in a heap that cannot hold them. */
  static String memory(Path folder, Soak.Extent extent) throws Exception {
    try (SoakEndpoints endpoints = new SoakEndpoints()) {
      String large = "\"" + endpoints.url("/large") + "\"";
      Map<String, String> environment =
          Map.of(
              "ENDPOINTS", "[" + String.join(",", Collections.nCopies(ENDPOINTS, large)) + "]",
              "JAVA_OPTS", "-Xmx64m",
              "MAX_RESPONSE_BYTES", "1048576",
              "REQUEST_TIMEOUT", "120");
      try (Victim victim = Victim.start(folder, DESCRIPTORS, environment)) {
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        long slowest;
        try (Pulse pulse = new Pulse(victim.port)) {
          heavy(victim, extent, answers);
          slowest = pulse.slowestMillis();
        }
        awaitSuccess(victim, extent, "{\"endpoints\": [\"" + endpoints.url("/ok") + "\"]}");
        victim.assertSound();
        return "-Xmx64m, %d clients that send 4 MB each and get 20 MB: answers %s; health within %d ms; afterwards a whole run"
            .formatted(extent.clients() / 4, answers, slowest);
      }
    }
  }

  private static void heavy(Victim victim, Soak.Extent extent, Map<String, AtomicInteger> answers) throws Exception {
    String body = "{\"default_payload\": \"" + "x".repeat(4 << 20) + "\"}";
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < extent.clients() / 4; i++) {
        threads.submit(
            () -> {
              for (int round = 0; round < 3; round++) {
                String answer;
                try {
                  answer = "HTTP " + victim.execute(body).status();
                } catch (IOException e) {
                  answer = "broken off";
                }
                answers.computeIfAbsent(answer, any -> new AtomicInteger()).incrementAndGet();
              }
            });
      }
    }
  }

  /** It recovers by itself. */
  static void awaitSuccess(Victim victim, Soak.Extent extent, String body) throws Exception {
    String last = "";
    for (int i = 0; i < extent.patience(); i++) {
      try {
        Client.Answer answer = victim.execute(body);
        if (answer.status() == 200) {
          return;
        }
        last = answer.text();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(1_000);
    }
    throw new IllegalStateException("It does not recover: " + last + "\n" + victim.logTail());
  }
}
