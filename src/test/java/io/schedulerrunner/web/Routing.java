package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A service with a history. */
abstract class Routing {

  final SteppedTime time = new SteppedTime(Sample.START);

  final SwitchedStore store = new SwitchedStore();

  final History history = Histories.of(store, time);

  final Set<String> failing = ConcurrentHashMap.newKeySet();

  final CountDownLatch entered = new CountDownLatch(1);

  final CountDownLatch released = new CountDownLatch(1);

  final FakeExecutor executor = FakeExecutor.answering(this::outcome);

  volatile boolean holding;

  volatile Thread first = Thread.currentThread();

  volatile EndpointSet endpoints = set("one", "two");

  Service service;

  static EndpointSet set(String... names) {
    var all = java.util.Arrays.stream(names).map(Sample::endpoint).toList();
    return new EndpointSet(all, Map.of(), Secrets.NONE, List.of());
  }

  Outcome outcome(Call call) {
    if (holding) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return failing.contains(call.name()) ? Sample.failed() : Sample.succeeded(200);
  }

  /** How a run's number becomes its id. */
  String idFormat() {
    return "run-%d";
  }

  @BeforeEach
  void start() throws Exception {
    RunEvents.Pace pace = new RunEvents.Pace(Duration.ofMillis(1), Duration.ofSeconds(1), time);
    Runner runner = Service.runner(executor, () -> endpoints, history, Service.ids(idFormat()));
    service = Service.remembering(runner, pace);
  }

  @AfterEach
  void stop() {
    released.countDown();
    service.close();
    history.close();
  }

  HttpResponse<String> execute(String... headers) throws Exception {
    return service.send("POST", "/execute", headers);
  }

  JsonNode get(String path) throws Exception {
    HttpResponse<String> response = service.send("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    return Service.json(response);
  }

  static String[] scheduled(String hour) {
    return new String[] {
      "X-CloudScheduler-JobName",
      "nightly",
      "X-CloudScheduler-ScheduleTime",
      "2026-11-23T" + hour + ":00:00Z"
    };
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
