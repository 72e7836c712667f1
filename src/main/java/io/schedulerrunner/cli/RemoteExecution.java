package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.ReportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Makes runs on a service, and hears of them while they go on. */
record RemoteExecution(Host host, RemoteService service) {

  private static final String EXECUTE = "execute";
  private static final int PACE_MILLIS = 300;

  /** How much longer than its run an answer may take. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * What a run came to.
   *
   * @param report as the service wrote it; empty where it did not come
   */
  record Ended(Run run, Optional<String> report) {}

  /**
   * The service's plan, as it answers a dry run.
   *
   * @throws ConfigurationException where it does not answer one
   */
  RemoteService.Reply plan(String body) {
    RemoteService.Reply reply;
    try {
      reply = service.first(EXECUTE, body);
    } catch (IOException e) {
      throw refused("does not answer: " + e.getMessage());
    }
    if (reply.isRefusal()) {
      throw refused(
          "needs other credentials: set API_KEY or --api-key, or log in with 'gcloud auth login'.");
    }
    if (!reply.json().has("dry_run")) {
      throw refused(reply);
    }
    return reply;
  }

  /** Runs; ends early where it is told to, or where the connection is lost. */
  Ended run(String body, JsonNode plan, RunListener listener, CompletableFuture<Void> stopped) {
    List<Call> calls = new ArrayList<>();
    plan.path("endpoints").forEach(line -> calls.add(ReportReader.call(line)));
    Instant started = host.clock().instant();
    long nanos = host.nanos().getAsLong();
    String key = "cli-" + UUID.randomUUID();
    Duration patience = Duration.ofSeconds(plan.path("deadline").asLong(0)).plus(MARGIN);
    RemoteRun run = new RemoteRun(calls, listener);
    CompletableFuture<RemoteService.Reply> answer = service.posting(EXECUTE, body, key, patience);
    CompletableFuture<Object> over =
        CompletableFuture.anyOf(answer.handle((reply, failure) -> true), stopped);
    Thread.ofVirtual().name("events").start(() -> watch(run, key, over));
    over.join();
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      RemoteService.Reply reply = answer.join();
      if (reply.json().has("results")) {
        return new Ended(run.reported(reply.json()), Optional.of(reply.text()));
      }
      // Handed over to others, who have not ended it within its deadline.
      run.named(reply.json().path("run_id").asStringOpt().orElseThrow(() -> refused(reply)));
    }
    host.err().println("The run goes on at " + service.base() + ", its id is " + run.id() + ".");
    Duration spent = Duration.ofNanos(host.nanos().getAsLong() - nanos);
    return new Ended(run.broken(started, spent), Optional.empty());
  }

  /** Looks for the run until it is found, and listens to it, again and again, until it is over. */
  private void watch(RemoteRun run, String key, CompletableFuture<?> over) {
    do {
      listen(run, key);
    } while (!isOverSoon(over));
  }

  private void listen(RemoteRun run, String key) {
    try {
      Optional<String> id = found(key);
      if (id.isPresent()) {
        run.named(id.get());
        try (Stream<String> events = service.lines("runs/" + id.get() + "/events")) {
          events.forEach(run::hear);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The answer says how it went, or why it is not known.
      return;
    }
  }

  private static boolean isOverSoon(CompletableFuture<?> over) {
    return over.handle((reply, failure) -> true)
        .completeOnTimeout(false, PACE_MILLIS, TimeUnit.MILLISECONDS)
        .join();
  }

  private Optional<String> found(String key) throws IOException {
    for (JsonNode run : service.get("runs?limit=20").json().path("runs")) {
      if (key.equals(run.path("key").asString(""))) {
        return Optional.of(run.path("id").asString(""));
      }
    }
    return Optional.empty();
  }

  private ConfigurationException refused(RemoteService.Reply reply) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode one : reply.json().path("details")) {
      problems.add(
          new Problem(
              one.path("where").asString(""),
              one.path("message").asString(""),
              one.path("example").asString("")));
    }
    String message = reply.json().path("message").asString("this is not a runner's answer.");
    return problems.isEmpty()
        ? refused("answers " + reply.status() + ": " + message)
        : new ConfigurationException(problems);
  }

  private ConfigurationException refused(String message) {
    return new ConfigurationException(
        List.of(new Problem("--url", service.base() + " " + message, "")));
  }
}
