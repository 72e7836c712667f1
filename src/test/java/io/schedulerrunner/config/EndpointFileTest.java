package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointFileTest {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  @TempDir private Path directory;

  private final RecordingLogger log = new RecordingLogger();
  private final AtomicInteger reads = new AtomicInteger();
  private Path path = Path.of("");

  @BeforeEach
  void writeTheFile() throws IOException {
    path = directory.resolve("endpoints.json");
    write("[\"https://a.example\"]", START);
  }

  @Test
  void aFileThatStaysTheSameIsReadOnce() {
    EndpointSource source = source();

    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(reads).hasValue(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    EndpointSource source = source();

    write("[\"https://b.example\"]", START.plusNanos(1_000));

    assertThat(names(source)).containsExactly("https://b.example");
    assertThat(names(source)).containsExactly("https://b.example");
    assertThat(reads).hasValue(2);
    assertThat(log.lines()).containsExactly("INFO " + path + " has changed: 1 endpoints now");
  }

  @Test
  void aChangeOfSizeAtTheSameTimeIsSeen() throws IOException {
    EndpointSource source = source();

    write("[\"https://a.example\", \"https://b.example\"]", START);

    assertThat(names(source)).containsExactly("https://a.example", "https://b.example");
  }

  @Test
  void anotherFileInItsPlaceIsSeen() throws IOException {
    EndpointSource source = source();
    Path other = Files.writeString(directory.resolve("other"), "[\"https://b.example\"]");
    Files.setLastModifiedTime(other, FileTime.from(START));

    Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);

    assertThat(names(source)).containsExactly("https://b.example");
  }

  @Test
  void aBadVersionIsRefusedAndNamedOnce() throws IOException {
    EndpointSource source = source();

    write("[{\"url\": \"x\", \"tmeout\": 1}]", START.plusSeconds(1));

    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(reads).hasValue(2);
    assertThat(log.lines())
        .containsExactly(
            "ERROR "
                + path
                + " has changed and cannot be used; the last good version stays in force:\n"
                + "ENDPOINTS_FILE: endpoints[0].url: must be an absolute http or https URL, but is"
                + " \"x\". Example: \"https://api.example.com/refresh\"\n"
                + "ENDPOINTS_FILE: endpoints[0].tmeout: unknown field; did you mean \"timeout\"?");

    assertThat(source.problem().orElseThrow())
        .startsWith("endpoints.json was refused: ENDPOINTS_FILE: endpoints[0].url: must be");

    write("[\"https://c.example\"]", START.plusSeconds(2));

    assertThat(source.problem()).isEmpty();
    assertThat(names(source)).containsExactly("https://c.example");
  }

  @Test
  void aFileThatVanishesIsNamedOnceAndReadWhenItComesBack() throws IOException {
    EndpointSource source = source();

    Files.delete(path);

    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(names(source)).containsExactly("https://a.example");
    assertThat(log.lines())
        .containsExactly(
            "ERROR "
                + path
                + " has changed and cannot be used; the last good version stays in force:\n"
                + "ENDPOINTS_FILE: "
                + path
                + " cannot be read; it must exist, be readable and be UTF-8."
                + " Example: ENDPOINTS_FILE=endpoints.yaml");

    write("[\"https://b.example\"]", START);

    assertThat(names(source)).containsExactly("https://b.example");
  }

  @Test
  void warningsOfANewVersionAreLogged() throws IOException {
    EndpointSource source = source();

    write("[\"https://a.example/${PIN}\"]", START.plusSeconds(1));

    assertThat(source.current().warnings()).hasSize(1);
    assertThat(log.lines())
        .first()
        .asString()
        .startsWith("WARN ${PIN} has fewer than 6 characters");
  }

  @Test
  void whileOneReadsTheOthersGoOnWithWhatIsInForce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    EndpointSource source =
        new EndpointFile(
            path,
            () -> {
              if (reads.incrementAndGet() > 1) {
                begun.countDown();
                await(go);
              }
              return documents().file(path);
            },
            log);
    write("[\"https://b.example\"]", START.plusSeconds(1));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> reader = threads.submit(() -> names(source));
      begun.await();
      assertThat(names(source)).containsExactly("https://a.example");
      go.countDown();
      assertThat(reader.get()).containsExactly("https://b.example");
    }
    assertThat(reads).hasValue(2);
    assertThat(names(source)).containsExactly("https://b.example");

    write("[\"https://c.example\"]", START.plusSeconds(2));

    assertThat(names(source)).containsExactly("https://c.example");
  }

  @ParameterizedTest
  @CsvSource({"'[\"https://b.example\"]', https://b.example", "'[', https://a.example"})
  void aLogThatAsksForTheSecretsInForceWithEachLineIsNoCircle(String version, String inForce)
      throws IOException {
    List<List<String>> seen = new ArrayList<>();
    AtomicReference<EndpointSource> source = new AtomicReference<>(() -> EndpointSet.EMPTY);
    RecordingLogger asking = new RecordingLogger(line -> seen.add(names(source.get())));
    source.set(new EndpointFile(path, () -> documents().file(path), asking));

    write(version, START.plusSeconds(1));

    assertThat(names(source.get())).containsExactly(inForce);
    assertThat(seen).containsExactly(List.of(inForce));
  }

  @Test
  void theConfigurationFollowsItsFile() throws IOException {
    Configuration configuration =
        Configuration.load(Map.of("ENDPOINTS_FILE", "endpoints.json"), directory);

    write("[\"https://b.example\"]", START.plusSeconds(1));

    assertThat(names(configuration.endpoints())).containsExactly("https://b.example");
  }

  private EndpointSource source() {
    return new EndpointFile(
        path,
        () -> {
          reads.incrementAndGet();
          return documents().file(path);
        },
        log);
  }

  private static EndpointDocuments documents() {
    return new EndpointDocuments(
        Map.of("PIN", "1234"),
        new EndpointSetReader(Duration.ofSeconds(30), EndpointChecks.NONE),
        List.of());
  }

  private void write(String json, Instant modified) throws IOException {
    Files.writeString(path, json);
    Files.setLastModifiedTime(path, FileTime.from(modified));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> names(EndpointSource source) {
    return source.current().endpoints().stream()
        .map(endpoint -> endpoint.target().url().value())
        .toList();
  }
}
