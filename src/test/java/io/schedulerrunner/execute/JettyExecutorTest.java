package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run ends when it has to, whatever its endpoints do. */
class JettyExecutorTest {

  private final CountDownLatch called = new CountDownLatch(1);
  private final RawServer silent =
      new RawServer(
          connection -> {
            RawServer.head(connection);
            called.countDown();
            new CountDownLatch(1).await();
          });

  @AfterEach
  void stop() throws IOException {
    silent.close();
  }

  private Plan two(Plan.Mode mode, Duration deadline) {
    Endpoint one = Plans.get("one", silent.url() + "/");
    return Plans.plan(mode, 1, deadline, List.of(one, Plans.get("two", silent.url() + "/")));
  }

  private static List<String> said(Run run) {
    return run.results().stream().map(JettyExecutorTest::said).toList();
  }

  private static String said(Result result) {
    return switch (result.outcome()) {
      case Outcome.Failed failed -> "failed: " + failed.failure().type().wireName();
      case Outcome.NotStarted late -> "not_started: " + late.failure().type().wireName();
      case Outcome.Cancelled cancelled -> "cancelled: " + cancelled.failure().message();
      case Outcome.Succeeded succeeded -> "success";
      case Outcome.Skipped skipped -> "skipped";
      case Outcome.Omitted omitted -> "omitted";
    };
  }

  @Tag("slow")
  @Test
  void theDeadlineEndsCallsAndKeepsOthersFromBeginning() {
    for (Plan.Mode mode : Plan.Mode.values()) {
      try (JettyExecutor executor = Executors.create()) {
        Run run = executor.execute(two(mode, Duration.ofMillis(400)), Executors.context());

        assertThat(said(run)).containsExactly("failed: deadline", "not_started: deadline");
      }
    }
  }

  @Test
  void cancellingEndsARunAtOnce() throws Exception {
    try (JettyExecutor executor = Executors.create()) {
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(
              () ->
                  executor.execute(
                      two(Plan.Mode.PARALLEL, Duration.ofMinutes(9)), Executors.context()));
      called.await();

      executor.cancel();

      assertThat(said(run.get()))
          .containsExactly(
              "cancelled: Cut off because the run was stopped.",
              "cancelled: Not called because the run was stopped.");
      assertThat(run.get().results())
          .extracting(result -> result.attempts().size())
          .containsExactly(1, 0);
    }
  }

  @Test
  void oneRunCanBeEndedAlone() throws Exception {
    try (JettyExecutor executor = Executors.create()) {
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(
              () ->
                  executor.execute(
                      two(Plan.Mode.PARALLEL, Duration.ofMinutes(9)), Executors.context()));
      called.await();

      executor.cancel("another-run");
      assertThat(run.isDone()).isFalse();
      executor.cancel("run-1");

      assertThat(said(run.get())).first().asString().startsWith("cancelled: ");
    }
  }

  @Test
  void aRunGoesOnWhereAnotherOneIsEnded() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (JettyExecutor executor = Executors.create();
        RawServer patient =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  called.countDown();
                  ended.await();
                  connection
                      .getOutputStream()
                      .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                })) {
      Plan plan = Plans.parallel(Plans.get("one", patient.url() + "/"));
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(() -> executor.execute(plan, Executors.context()));
      called.await();

      executor.cancel("another-run");
      executor.cancel(Executors.context());
      ended.countDown();

      assertThat(said(run.get())).containsExactly("success");
    }
  }

  @Test
  void oneOfSeveralPartsOfARunCanBeEndedAlone() throws Exception {
    try (JettyExecutor executor = Executors.create()) {
      RunContext context = Executors.context();
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(
              () -> executor.execute(two(Plan.Mode.PARALLEL, Duration.ofMinutes(9)), context));
      called.await();

      executor.cancel(Executors.context());
      assertThat(run.isDone()).isFalse();
      executor.cancel(context);

      assertThat(said(run.get())).first().asString().startsWith("cancelled: ");
    }
  }

  @Test
  void nothingIsCalledOnceItWasCancelled() {
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void finished(Result result) {
            heard.add(result.call().name());
          }
        };
    try (JettyExecutor executor = Executors.create()) {
      executor.cancel();

      Run run =
          executor.execute(
              two(Plan.Mode.PARALLEL, Duration.ofMinutes(9)), Executors.context(listener));

      assertThat(said(run)).containsOnly("cancelled: Not called because the run was stopped.");
      assertThat(heard).containsExactly("one", "two");
      assertThat(silent.connections()).isZero();
    }
  }

  @Test
  void aRunWithoutCallsIsOverAtOnce() {
    assertThat(Executors.run(Plans.parallel()).results()).isEmpty();
  }

  @Test
  void aListenerHearsOfEveryCall() {
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void started(Call call) {
            heard.add("started " + call.name());
          }

          @Override
          public void finished(Result result) {
            heard.add("finished " + result.call().name());
          }
        };
    try (JettyExecutor executor = Executors.create()) {
      executor.execute(
          Plans.sequential(
              Plans.get("one", "http://169.254.0.1/"), Plans.get("two", "http://169.254.0.1/")),
          Executors.context(listener));
    }

    assertThat(heard).containsExactly("started one", "finished one", "started two", "finished two");
  }
}
