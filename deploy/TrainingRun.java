import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * One training run for the AOT cache: starts the runner, has it call its own tasks and HTTPS endpoints, stops it by SIGTERM so
 * that the JVM writes the cache, then proves the cache by a start that refuses to go on without it.
 *
 * <p>Run by {@code deploy/train-aot RUNTIME_DIR APP_DIR [JVM_FLAG...]}, as a single source file.
 */
final class TrainingRun {
  private static final String STORE_PASSWORD = "training-only";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So many at the same time that the runner does not want a connection for each. */
  private static final int TOGETHER = 12;

  private final Path java;
  private final Path app;
  private final List<String> flags;
  private final Path work;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch shared = new CountDownLatch(1);

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
    SSLContext ec = tls("EC");
    HttpsServer modern = endpoint(ec, "TLSv1.3");
    HttpsServer older = endpoint(tls("RSA"), "TLSv1.2");
    try (SSLServerSocket both = http2(ec)) {
      int[] ports = {modern.getAddress().getPort(), older.getAddress().getPort(), both.getLocalPort()};
      long plain = serve(List.of("-XX:AOTCacheOutput=" + fresh), ports);
      if (!Files.exists(fresh)) {
        throw new IllegalStateException("the JVM wrote no AOT cache");
      }
      // Replaced in one step: a runner started meanwhile sees the old cache or the new one.
      Path beside = Files.copy(fresh, app.resolve("runner.aot.new"), StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      long cached = serve(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), ports);
      System.out.printf("start to /health: %d ms while training, %d ms with the cache%n", plain, cached);
    } finally {
      modern.stop(0);
      older.stop(0);
    }
  }

  /** Starts the runner, sends it what a scheduler and a person send, stops it; answers the milliseconds to the first /health. */
  private long serve(List<String> cacheFlags, int[] ports) throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(flags);
    command.addAll(cacheFlags);
    command.add("-Djavax.net.ssl.trustStore=" + work.resolve("trust.p12"));
    command.add("-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD);
    command.addAll(List.of("-jar", app.resolve("runner.jar").toString(), "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(port, ports));
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

  private static Map<String, String> environment(int port, int[] ports) {
    String tasks = "http://127.0.0.1:" + port;
    String together = ", {\"url\": \"https://localhost:%d/\", \"json\": {\"n\": 2}}".formatted(ports[2]);
    String endpoints =
        """
        ["%1$s/task1", {"url": "%1$s/task2", "json": {"n": 1}, "timeout": 10},
         {"url": "%1$s/task3", "method": "GET", "params": {"q": "${WORD}"}},
         {"name": "over-tls", "url": "https://localhost:%2$d/", "headers": {"X-Training": "${WORD}"},
          "retry": {"max_attempts": 2}},
         "https://localhost:%3$d/"%4$s]
        """
            .formatted(tasks, ports[0], ports[1], together.repeat(TOGETHER));
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

  /** A server's TLS with a key of this kind. */
  private SSLContext tls(String algorithm) throws Exception {
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
    return context;
  }

  /** An endpoint that speaks nothing but this protocol. */
  private static HttpsServer endpoint(SSLContext context, String protocol) throws IOException {
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

  /** A host that speaks HTTP/2 where that is asked for, and answers over HTTP/1.1 only once it was. */
  private SSLServerSocket http2(SSLContext context) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    server.setSSLParameters(parameters);
    Thread.ofPlatform().daemon().start(() -> {
      while (!server.isClosed()) {
        try {
          SSLSocket connection = (SSLSocket) server.accept();
          Thread.ofPlatform().daemon().start(() -> answer(connection));
        } catch (IOException closed) {
          return;
        }
      }
    });
    return server;
  }

  private void answer(SSLSocket connection) {
    try (connection) {
      connection.startHandshake();
      if (connection.getApplicationProtocol().equals("h2")) {
        answerStreams(connection);
      } else {
        shared.await();
        int last = 0;
        while (last != '}' && last >= 0) {
          last = connection.getInputStream().read();
        }
        String empty = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        connection.getOutputStream().write(empty.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | InterruptedException gone) {
      // The runner has stopped.
    }
  }

  /** Frame by frame (RFC 9113, section 4.1). */
  private void answerStreams(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    in.skipNBytes(24);
    frame(connection, 4, 0, 0);
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(length);
      if (type == 4 && flags == 0) {
        frame(connection, 4, 1, 0);
      } else if (type == 1) {
        shared.countDown();
        // In HPACK's static table: 8 is ":status: 200", 31 is "content-type".
        byte[] json = "application/json".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer headers = ByteBuffer.allocate(4 + json.length);
        headers.put((byte) 0x88).put((byte) 0x0f).put((byte) (31 - 15)).put((byte) json.length).put(json);
        frame(connection, 1, 4, stream, headers.array());
        frame(connection, 0, 1, stream, "{\"trained\": [1, 2.5]}".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static void frame(Socket connection, int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags).putInt(stream).put(payload);
    connection.getOutputStream().write(frame.array());
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
