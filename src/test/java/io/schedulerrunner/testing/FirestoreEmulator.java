package io.schedulerrunner.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Google's own Firestore emulator, as {@code gcloud} ships it, on loopback: one for all tests of
 * this process. It ends when this process does, however that ends: its shell waits for the pipe
 * between them to break.
 */
public final class FirestoreEmulator {

  private static final String JAR =
      "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar";
  private static final String MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";
  private static final Optional<Path> FOUND = find();
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  private FirestoreEmulator() {}

  /** Started when it is first asked for. */
  private static final class Running {
    static final String HOST = start(FOUND.orElseThrow());
  }

  /** Why it cannot be used here; empty where it can. */
  public static Optional<String> missing() {
    return FOUND.isPresent()
        ? Optional.empty()
        : Optional.of(
            "No Firestore emulator: install google-cloud-cli-firestore-emulator, or run"
                + " gcloud components install cloud-firestore-emulator");
  }

  /** Its host and port, for {@code FIRESTORE_EMULATOR_HOST}. */
  public static String host() {
    return Running.HOST;
  }

  /** A new, empty database, as {@code STORE_URL} names it. */
  public static String address() {
    return "firestore://test-" + PROJECTS.incrementAndGet() + "/(default)";
  }

  private static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "gcloud"))
        .filter(Files::isExecutable)
        .map(FirestoreEmulator::jar)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path jar(Path gcloud) {
    try {
      return gcloud.toRealPath().resolveSibling("..").resolve(JAR);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String start(Path jar) {
    try {
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "\"$@\" </dev/null & pid=$!; cat >/dev/null; kill -9 $pid",
                  "sh",
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  jar.toString(),
                  MAIN,
                  "start",
                  "--host=127.0.0.1",
                  "--port=" + port)
              .redirectErrorStream(true)
              .start();
      awaitStart(process);
      warmUp(port);
      return "127.0.0.1:" + port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first answer takes seconds on a busy machine. */
  private static void warmUp(int port) throws IOException {
    URI documents =
        URI.create(
            "http://127.0.0.1:" + port + "/v1/projects/test/databases/(default)/documents/any");
    try (InputStream answer = documents.toURL().openStream()) {
      answer.readAllBytes();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What it says afterwards is read and forgotten. */
  private static void awaitStart(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    StringBuilder said = new StringBuilder();
    String line = output.readLine();
    while (line != null && !line.contains("is now running")) {
      said.append(line).append('\n');
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("The Firestore emulator did not start: " + said);
    }
    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
  }
}
