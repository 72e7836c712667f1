package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.cli.Services;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void anAddressThatCannotBeHadIsAProblemOfTheConfiguration() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> environment =
          environment("PORT", Integer.toString(taken.getLocalPort()), "HOST", "0.0.0.0");

      assertThatThrownBy(() -> application().serve(environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Cannot listen on 0.0.0.0:%s", taken.getLocalPort());
    }
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
      application.writeReport(reply.run().orElseThrow(), out);

      assertThat(session.settings().store().url()).isEqualTo("memory:");
      assertThat(session.warnings()).isEmpty();
      assertThat(out.toString(UTF_8).lines())
          .satisfiesExactly(
              line -> assertThat(line).contains("\"dry_run\":true"),
              line -> assertThat(line).startsWith("{\"success\":true,"));
    }
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
