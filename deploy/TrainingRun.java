import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * One training run for the AOT cache: starts the runner, has it call its own tasks and two HTTPS endpoints, stops it by SIGTERM so
 * that the JVM writes the cache, then proves the cache by a start that refuses to go on without it.
 *
 * <p>Run by {@code deploy/train-aot RUNTIME_DIR APP_DIR [JVM_FLAG...]}, as a single source file.
 */
final class TrainingRun {
  private static final String STORE_PASSWORD = "training-only";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path java;
  private final Path app;
  private final List<String> flags;
  private final Path work;
  private final HttpClient client = HttpClient.newHttpClient();

  private TrainingRun(Path runtime, Path app, List<String> flags, Path work) {
    this.java = runtime.resolve("bin/java");
    this.app = app;
    this.flags = flags;
    this.work = work;
  }

  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("training");
    try {
      List<String> flags = Arrays.asList(arguments).subList(2, arguments.length);
      Path app = Path.of(arguments[1]).toRealPath();
      new TrainingRun(Path.of(arguments[0]).toRealPath(), app, flags, work).train();
    } finally {
      try (var files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(work);
    }
  }

  private void train() throws Exception {
    Path cache = app.resolve("runner.aot");
    Path fresh = work.resolve("runner.aot");
    // Most endpoints speak TLS 1.3 by now; the classes for 1.2, and for RSA, are others.
    HttpsServer modern = endpoint("EC", "TLSv1.3");
    HttpsServer older = endpoint("RSA", "TLSv1.2");
    try {
      long plain = serve(List.of("-XX:AOTCacheOutput=" + fresh), modern, older);
      if (!Files.exists(fresh)) {
        throw new IllegalStateException("the JVM wrote no AOT cache");
      }
      // Replaced in one step: a runner started meanwhile sees the old cache or the new one.
      Path beside = Files.copy(fresh, app.resolve("runner.aot.new"), StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      long cached = serve(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), modern, older);
      System.out.printf("start to /health: %d ms while training, %d ms with the cache%n", plain, cached);
    } finally {
      modern.stop(0);
      older.stop(0);
    }
  }

  /** Starts the runner, sends it what a scheduler and a person send, stops it; answers the milliseconds to the first /health. */
  private long serve(List<String> cacheFlags, HttpsServer modern, HttpsServer older) throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(flags);
    command.addAll(cacheFlags);
    command.add("-Djavax.net.ssl.trustStore=" + work.resolve("trust.p12"));
    command.add("-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD);
    command.addAll(List.of("-jar", app.resolve("runner.jar").toString(), "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(port, modern.getAddress().getPort(), older.getAddress().getPort()));
    Path log = work.resolve("runner.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long started = System.nanoTime();
    Process process = builder.start();
    try {
      awaitHealth(process, port);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
      expect(port, "/execute", "", 200);
      expect(port, "/execute", "{\"default_payload\":{\"training\":true},\"parallel\":false}", 200);
      expect(port, "/execute", "not JSON", 400);
      send(port, "/", null);
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the runner did not stop on SIGTERM");
      }
      return millis;
    } catch (Exception problem) {
      process.destroyForcibly().waitFor();
      System.err.println(Files.readString(log));
      throw problem;
    }
  }

  private static Map<String, String> environment(int port, int modernPort, int olderPort) {
    String tasks = "http://127.0.0.1:" + port;
    String endpoints =
        """
        ["%1$s/task1", {"url": "%1$s/task2", "json": {"n": 1}, "timeout": 10},
         {"url": "%1$s/task3", "method": "GET", "params": {"q": "${WORD}"}},
         {"name": "over-tls", "url": "https://localhost:%2$d/", "headers": {"X-Training": "${WORD}"},
          "retry": {"max_attempts": 2}},
         "https://localhost:%3$d/"]
        """
            .formatted(tasks, modernPort, olderPort);
    return Map.of(
        "PORT", Integer.toString(port),
        "HOST", "127.0.0.1",
        "STORE_URL", "memory:",
        "LOG_FORMAT", "json",
        "WORD", "not-a-real-secret-1",
        "ENDPOINTS", endpoints);
  }

  private void awaitHealth(Process process, int port) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (send(port, "/health", null) == 200) {
          return;
        }
      } catch (IOException notYet) {
        if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new IllegalStateException("the runner did not answer /health");
  }

  private void expect(int port, String path, String body, int status) throws Exception {
    int actual = send(port, path, body);
    if (actual != status) {
      throw new IllegalStateException("POST " + path + " " + body + " answered " + actual + ", expected " + status);
    }
  }

  /** POST with a body, GET without one. */
  private int send(int port, String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    request.timeout(PATIENCE);
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** An endpoint with a key of this kind that speaks nothing but this protocol. */
  private HttpsServer endpoint(String algorithm, String protocol) throws Exception {
    keytool("-genkeypair", "-alias", algorithm, "-keyalg", algorithm, "-dname", "CN=localhost", "-ext", "san=dns:localhost",
        "-keystore", algorithm + ".p12");
    keytool("-exportcert", "-alias", algorithm, "-keystore", algorithm + ".p12", "-file", algorithm + ".crt");
    keytool("-importcert", "-noprompt", "-alias", algorithm, "-file", algorithm + ".crt", "-keystore", "trust.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(work.resolve(algorithm + ".p12"))) {
      keys.load(file, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters only = context.getDefaultSSLParameters();
            only.setProtocols(new String[] {protocol});
            parameters.setSSLParameters(only);
          }
        });
    server.createContext("/", TrainingRun::answer);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body = "{\"trained\": true, \"items\": [1, 2.5, null, \"text\"]}".getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    Process process = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + output);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
