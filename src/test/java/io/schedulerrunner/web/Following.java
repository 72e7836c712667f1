package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service with a run whose events are read. */
abstract class Following {

  static final String STARTED =
      "event: started\ndata: {\"run_id\":\"run-1\",\"total_endpoints\":2}";

  final SteppedTime time = new SteppedTime(Sample.START);

  final SwitchedStore store = new SwitchedStore();

  final History history = Histories.of(store, time);

  final CountDownLatch entered = new CountDownLatch(1);

  final CountDownLatch released = new CountDownLatch(1);

  final Set<String> failing = ConcurrentHashMap.newKeySet();

  final FakeExecutor executor = FakeExecutor.answering(this::outcome);

  final EndpointSet endpoints =
      new EndpointSet(
          List.of(Sample.endpoint("one"), Sample.endpoint("two")),
          Map.of(),
          Secrets.NONE,
          List.of());

  final Runner runner = Service.runner(executor, () -> endpoints, history);

  final RunEvents.Pace pace = new RunEvents.Pace(Duration.ofMillis(1), Duration.ofSeconds(1), time);

  final RunEvents events = new RunEvents(history, pace);

  final HttpClient client = HttpClient.newHttpClient();

  volatile String held = "";

  Service service;

  Thread running = Thread.currentThread();

  @BeforeEach
  void start() throws IOException {
    service = Service.remembering(runner, pace);
  }

  @AfterEach
  void stop() {
    released.countDown();
    client.shutdownNow();
    service.close();
    history.close();
  }

  Outcome outcome(Call call) {
    if (held.equals(call.name())) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return failing.contains(call.name()) ? Sample.failed() : Sample.succeeded(200);
  }

  void run() {
    // With a key, a run is in the store before anything is called.
    Trigger trigger = new Trigger("manual", Optional.empty(), Optional.of("k"));
    runner.run(RunRequest.DEFAULT, trigger, time.nanos(), RunListener.NONE);
  }

  /** Starts a run that has done the first endpoint, and holds the second one. */
  void runHalf() throws InterruptedException {
    held = "two";
    running = Thread.ofVirtual().start(this::run);
    entered.await();
  }

  static String finished(String status, int total) {
    return "event: finished\nid: end\ndata: {\"run_id\":\"run-1\",\"status\":\""
        + status
        + "\",\"success\":"
        + status.equals("success")
        + ",\"total_endpoints\":"
        + total
        + ",\"successful\":"
        + total
        + ",\"warnings\":0,\"failed\":0,\"omitted\":0}";
  }

  static String text(Answer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.body().writeTo(out);
    return out.toString(UTF_8);
  }

  void join() {
    try {
      running.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
