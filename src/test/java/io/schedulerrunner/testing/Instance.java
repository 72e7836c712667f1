package io.schedulerrunner.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, as {@code serve} starts it. */
public final class Instance implements AutoCloseable {

  private final Process process;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Instance(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, and returns once it is up. What it logs is in a file of the folder. */
  public static Instance start(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                path,
                "io.schedulerrunner.Main",
                "serve"));
    Map<String, String> all = new HashMap<>(environment);
    all.put("PORT", Integer.toString(port));
    all.put("GCE_METADATA_HOST", "127.0.0.1:1");
    builder.environment().clear();
    builder.environment().putAll(all);
    File log = folder.resolve("instance-" + port + ".log").toFile();
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log);
    Instance instance = new Instance(builder.start(), port);
    instance.awaitUp();
    return instance;
  }

  private void awaitUp() throws InterruptedException {
    boolean up = false;
    while (!up) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The instance ended with " + process.exitValue());
      }
      try {
        up = client.send(request("GET", "/health"), ofString()).statusCode() == 200;
      } catch (IOException e) {
        pause(Duration.ofMillis(50));
      }
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  private static HttpResponse.BodyHandler<String> ofString() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return (headers.length > 0 ? request.headers(headers) : request).build();
  }

  /** Asks it something. */
  public HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, path, headers), ofString());
  }

  /** SIGKILL; returns once it is dead. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits, where a test cannot but go by the time of other processes. */
  public static void pause(Duration duration) throws InterruptedException {
    boolean early = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    if (early) {
      throw new IllegalStateException("Nobody counts down");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly();
  }
}
