import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the image, and how they are started: as in a container of 512 MiB.
 *
 * @param app holds {@code start}, {@code runtime} and the rest, as deploy/image-root makes them
 * @param folder for what the processes need and leave
 */
record Image(Path app, Path folder, Keys keys) {
  private static final String MEMORY = "-XX:MaxRAM=512m";

  /** Makes the class-data archive of the hello-world JVM: the runtime of an image has none. */
  static Image prepare(Path app, Path folder, Keys keys) throws Exception {
    Image image = new Image(app, folder, keys);
    run(Path.of(System.getProperty("java.home"), "bin/javac").toString(), "-d", folder.toString(),
        Path.of(System.getProperty("bench.sources"), "Hello.java").toString());
    run(image.java(), "-XX:+UseSerialGC", "-Xshare:dump", "-XX:SharedArchiveFile=" + image.archive());
    return image;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + output);
    }
  }

  private String java() {
    return app.resolve("runtime/bin/java").toString();
  }

  private Path archive() {
    return folder.resolve("hello.jsa");
  }

  /** A hello-world JVM of the same runtime with the same collector. */
  Jvm hello(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", MEMORY,
                "-XX:SharedArchiveFile=" + archive(), "-Xshare:on", "-cp", folder.toString(), "Hello"));
    command.addAll(List.of(arguments));
    return Jvm.start(folder, command, Map.of());
  }

  /** The service as one instance of many that live for one run: C1 only. */
  Jvm cold(String... options) throws IOException {
    return service("cold", "", options);
  }

  /** The same with three configured endpoints. */
  Jvm cold3(String url) throws IOException {
    return service("cold", "[%1$s,%1$s,%1$s]".formatted("{\"url\":\"" + url + "\",\"method\":\"GET\"}"));
  }

  /** The service as it runs for long: full compilation. */
  Jvm sustained(String... options) throws IOException {
    return service("sustained", "", options);
  }

  private Jvm service(String profile, String endpoints, String... options) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("RUNNER_PROFILE", profile);
    environment.put("HOST", "127.0.0.1");
    environment.put("LOG_FORMAT", "json");
    environment.put("MAX_REQUEST_BYTES", "33554432");
    if (!endpoints.isEmpty()) {
      environment.put("ENDPOINTS", endpoints);
    }
    environment.put("JDK_JAVA_OPTIONS",
        String.join(" ", MEMORY, "-Djavax.net.ssl.trustStore=" + keys.trust(),
            "-Djavax.net.ssl.trustStorePassword=" + Keys.PASSWORD, String.join(" ", options)));
    return Jvm.start(folder, List.of("/bin/sh", app.resolve("start").toString()), environment);
  }

  double megabytes() throws IOException {
    long bytes = 0;
    try (var files = Files.walk(app)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes / 1048576.0;
  }
}
