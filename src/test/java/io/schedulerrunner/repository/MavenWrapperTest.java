package io.schedulerrunner.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real ./mvnw with a repository of our own, which has a Maven that only tells how it was
 * called.
 */
final class MavenWrapperTest {

  private static final String NAME = "apache-maven-9.9.9";
  private static final String FILE = "/org/apache/maven/apache-maven/9.9.9/" + NAME + "-bin.tar.gz";
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "java=$JAVA_HOME"
      echo "folder=$PWD"
      printf '%s\\n' "$@"
      """;

  private final List<String> downloads = new CopyOnWriteArrayList<>();
  private @TempDir Path folder;
  private HttpServer repository;
  private byte[] archive = {};
  private Path clone;
  private Path jdk;

  @BeforeEach
  void serveADistribution() throws Exception {
    JdkLayout.script(folder.resolve(NAME).resolve("bin/mvn"), MAVEN);
    Path packed = folder.resolve("packed.tar.gz");
    assertThat(Shell.in(folder).run("tar", "-czf", packed, NAME).exit()).isZero();
    archive = Files.readAllBytes(packed);
    repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    repository.createContext("/", this::answer);
    repository.start();
    jdk = JdkLayout.jdk(folder.resolve("jdk"), "25");
    clone = Files.createDirectories(folder.resolve("a clone"));
    Files.createDirectories(clone.resolve(".mvn/wrapper"));
    for (String script : List.of("mvnw", ".mvn/find-jdk")) {
      Files.copy(Path.of(script), clone.resolve(script));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
    pin(url(FILE), HexFormat.of().formatHex(digest));
  }

  @AfterEach
  void stop() {
    repository.stop(0);
  }

  @Test
  void downloads_the_pinned_maven_once_and_runs_it_on_the_jdk_found() throws Exception {
    Finished first = mvnw("-B", "verify");
    assertThat(first.err()).isEqualTo("mvnw: downloading %s\n", url(FILE));
    assertRan(first);
    Finished second = mvnw("-B", "verify");
    assertThat(second.err()).isEmpty();
    assertRan(second);
    assertThat(downloads).containsExactly(FILE);
    assertThat(folder.resolve("m2/wrapper/dists")).isDirectoryNotContaining("glob:**.??????");
  }

  @Test
  void takes_the_distribution_from_another_repository() throws Exception {
    Path properties = clone.resolve(".mvn/wrapper/maven-wrapper.properties");
    String pinned = Files.readString(properties);
    Files.writeString(properties, pinned.replace(url(""), "https://repo.invalid/maven2"));
    assertRan(shell().with("MVNW_REPOURL", url("/mirror/")).run(script(), "-B", "verify"));
    assertThat(downloads).containsExactly("/mirror" + FILE);
  }

  @Test
  void refuses_a_file_with_another_checksum() throws Exception {
    pin(url(FILE), "0".repeat(64));
    assertRefused(mvnw("verify"), "not " + "0".repeat(64) + ": not used");
  }

  @Test
  void says_plainly_that_the_download_failed() throws Exception {
    String missing = url("/missing/" + NAME + "-bin.tar.gz");
    pin(missing, "0".repeat(64));
    assertRefused(mvnw("verify"), "mvnw: could not download " + missing + "\n");
  }

  private void assertRefused(Finished finished, String why) {
    assertThat(finished.exit()).isEqualTo(1);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).contains(why);
    assertThat(folder.resolve("m2/wrapper/dists")).isEmptyDirectory();
  }

  private void assertRan(Finished finished) {
    assertThat(finished.exit()).isZero();
    assertThat(finished.out())
        .isEqualTo("java=%s\nfolder=%s\n-B\nverify\n", jdk, folder.toAbsolutePath());
  }

  private Finished mvnw(String... arguments) throws IOException, InterruptedException {
    Object[] command = new Object[arguments.length + 1];
    command[0] = script();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return shell().run(command);
  }

  private Path script() {
    return clone.resolve("mvnw");
  }

  private Shell shell() {
    return Shell.in(folder).with("JAVA_HOME", jdk).with("MAVEN_USER_HOME", folder.resolve("m2"));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + repository.getAddress().getPort() + path;
  }

  private void pin(String url, String checksum) throws IOException {
    Files.writeString(
        clone.resolve(".mvn/wrapper/maven-wrapper.properties"),
        "distributionUrl=" + url + "\ndistributionSha256Sum=" + checksum + "\n",
        UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    downloads.add(path);
    boolean present = path.endsWith(FILE);
    exchange.sendResponseHeaders(present ? 200 : 404, present ? archive.length : -1);
    if (present) {
      exchange.getResponseBody().write(archive);
    }
    exchange.close();
  }
}
