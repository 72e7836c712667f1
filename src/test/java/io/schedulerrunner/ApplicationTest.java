package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.cli.Services;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts wired together, in this process. */
final class ApplicationTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
  private @TempDir Path directory;

  private Application application() {
    return new Application(
        directory,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        stop::complete);
  }

  private static Map<String, String> environment(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", "0");
    environment.put("STORE_URL", "memory:");
    environment.put("LOG_FORMAT", "text");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  /** A start that fails ends the test, too. */
  private CompletableFuture<Integer> serving(Map<String, String> environment) {
    return CompletableFuture.supplyAsync(() -> application().serve(environment))
        .whenComplete(
            (code, failure) -> stop.completeExceptionally(new IllegalStateException(failure)));
  }

  @Test
  void itServesUntilItIsToldToStop() throws Exception {
    CompletableFuture<Integer> exit = serving(environment());

    stop.get().run();

    assertThat(exit.get()).isZero();
    assertThat(out.toString(UTF_8)).contains("Listening on 127.0.0.1:").contains("own /task1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENDPOINTS|[\"http://a.example\", \"https://b.example\"]",
        "K_SERVICE|runner",
      })
  void withEndpointsOrOnCloudRunItDoesNotCallItsOwnTasks(String variable, String value)
      throws Exception {
    CompletableFuture<Integer> exit = serving(environment(variable, value, "HOST", "127.0.0.1"));

    stop.get().run();

    assertThat(exit.get()).isZero();
    assertThat(out.toString(UTF_8)).doesNotContain("own /task1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
  void anAddressThatCannotBeHadIsAProblemOfTheConfiguration(String host) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> environment =
          environment("PORT", Integer.toString(taken.getLocalPort()), "HOST", host);

      assertThatThrownBy(() -> application().serve(environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Cannot listen on %s:%s", host, taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
  void aHostThatIsNotThisMachineIsNamed(String host) {
    assertThatThrownBy(() -> application().serve(environment("PORT", "0", "HOST", host)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "HOST: \"%s\" is no address of this machine. Example: HOST=127.0.0.1".formatted(host));
  }

  @Test
  void aCommandWorksWithASession() {
    ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
    Application application = application();
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));
        Services.Session session =
            application.open(
                environment("ENDPOINTS", "[\"" + server.url("/") + "\"]", "NO_COLOR", "1"))) {
      session.logTo(new PrintStream(elsewhere, true, UTF_8));
      Plan plan = session.runner().plan(RunRequest.DEFAULT);
      RunReply reply =
          session
              .runner()
              .run(RunRequest.DEFAULT, Trigger.MANUAL, System.nanoTime(), RunListener.NONE);
      application.writePlan(plan, out);
      application.writeReport(reply.reported().orElseThrow(), out);

      assertThat(session.settings().store().url()).isEqualTo("memory:");
      assertThat(session.warnings()).isEmpty();
      assertThat(out.toString(UTF_8).lines())
          .satisfiesExactly(
              line -> assertThat(line).contains("\"dry_run\":true"),
              line -> assertThat(line).startsWith("{\"success\":true,"));
    }
  }

  @Test
  void itsOwnTasksAreCalledOverTheNetwork() throws Exception {
    CompletableFuture<Integer> exit = serving(environment("LOG_FORMAT", "json"));
    Runnable stopping = stop.get();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> report = client.send(execute(), HttpResponse.BodyHandlers.ofString());

      assertThat(report.body()).startsWith("{\"success\":true,\"total_endpoints\":3,");
    }
    stopping.run();
    assertThat(exit.get()).isZero();
  }

  @Test
  void nextFireTimesAreThoseOfTheSchedule() {
    String endpoints =
        "[{\"url\": \"http://a.example\", \"schedule\": \"0 9 * * *\","
            + " \"time_zone\": \"Europe/Berlin\"}, \"http://b.example\"]";
    Application application = application();
    try (Services.Session session = application.open(environment("ENDPOINTS", endpoints))) {
      List<Call> calls = session.runner().plan(RunRequest.DEFAULT).calls();

      assertThat(application.nextFireTimes(calls.getFirst().endpoint(), 3))
          .hasSize(3)
          .allSatisfy(
              due -> assertThat(due.toString()).contains("T09:00").endsWith("[Europe/Berlin]"));
      assertThat(application.nextFireTimes(calls.getLast().endpoint(), 3)).isEmpty();
    }
  }

  @Test
  void aServiceThatIsInterruptedEnds() throws Exception {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread serving =
        Thread.ofPlatform()
            .start(() -> exit.complete(application().serve(environment("NO_COLOR", "1"))));
    Runnable stopping = stop.get();
    serving.interrupt();

    assertThat(exit.get()).isZero();
    stopping.run();
  }

  @Test
  void aStopThatIsInterruptedWaitsForNothing() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    try (RawServer silent =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  called.countDown();
                  new CountDownLatch(1).await();
                });
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<Integer> exit =
          serving(environment("ENDPOINTS", "[\"" + silent.url() + "/\"]"));
      Runnable stopping = stop.get();
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(execute(), HttpResponse.BodyHandlers.ofString());
      called.await();
      Thread.currentThread().interrupt();
      stopping.run();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(exit.get()).isZero();
      answer.cancel(true);
    }
  }

  private HttpRequest execute() {
    Matcher port = Pattern.compile("Listening on 127.0.0.1:(\\d+)").matcher(out.toString(UTF_8));
    assertThat(port.find()).isTrue();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/execute"))
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  @Test
  void aStreamThatBreaksIsSaid() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Application application = application();
    try (Services.Session session = application.open(environment())) {
      Plan plan = session.runner().plan(RunRequest.DEFAULT);

      assertThatThrownBy(() -> application.writePlan(plan, broken))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Broken pipe");
    }
  }

  @Test
  void aBuildWithoutVersionSaysSo() {
    assertThat(application().version()).isEqualTo("dev");
  }
}
