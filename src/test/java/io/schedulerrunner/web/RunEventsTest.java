package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.LiveRun;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunEventsTest {

  private static final String STARTED =
      "event: started\ndata: {\"run_id\":\"run-1\",\"total_endpoints\":2}";
  private static final String BEGAN_ONE =
      "event: endpoint-started\nid: 1-1\ndata: {\"index\":0,\"name\":\"one\"}";
  private static final String BEGAN_TWO =
      "event: endpoint-started\nid: 1-3\ndata: {\"index\":1,\"name\":\"two\"}";

  private final SteppedTime time = new SteppedTime(Sample.START);
  private final SwitchedStore store = new SwitchedStore();
  private final History history = Histories.of(store, time);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final FakeExecutor executor = FakeExecutor.answering(this::outcome);
  private final EndpointSet endpoints =
      new EndpointSet(
          List.of(Sample.endpoint("one"), Sample.endpoint("two")),
          Map.of(),
          Secrets.NONE,
          List.of());
  private final Runner runner = Service.runner(executor, () -> endpoints, history);
  private final RunEvents.Pace pace =
      new RunEvents.Pace(Duration.ofMillis(1), Duration.ofSeconds(1), time);
  private final RunEvents events = new RunEvents(history, pace);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String held = "";
  private Service service;
  private Thread running = Thread.currentThread();

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

  private Outcome outcome(Call call) {
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

  private void run() {
    // With a key, a run is in the store before anything is called.
    Trigger trigger = new Trigger("manual", Optional.empty(), Optional.of("k"));
    runner.run(RunRequest.DEFAULT, trigger, time.nanos(), RunListener.NONE);
  }

  /** Starts a run that has done the first endpoint, and holds the second one. */
  private void runHalf() throws InterruptedException {
    held = "two";
    running = Thread.ofVirtual().start(this::run);
    entered.await();
  }

  private BufferedReader connect(String... headers) throws IOException, InterruptedException {
    URI uri = service.uri("/runs/run-1/events");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  /** The next event, or a heartbeat; empty at the end. */
  private static String next(BufferedReader stream) throws IOException {
    StringBuilder event = new StringBuilder();
    for (String line = stream.readLine();
        line != null && !line.isEmpty();
        line = stream.readLine()) {
      event.append(event.isEmpty() ? "" : "\n").append(line);
    }
    return event.toString();
  }

  private static String nextEvent(BufferedReader stream) throws IOException {
    String event = next(stream);
    while (event.equals(":")) {
      event = next(stream);
    }
    return event;
  }

  private static List<String> rest(BufferedReader stream) throws IOException {
    List<String> all = new ArrayList<>();
    for (String event = nextEvent(stream); !event.isEmpty(); event = nextEvent(stream)) {
      all.add(event);
    }
    return all;
  }

  private static String ended(String id, int index, String name) {
    return "event: endpoint\n"
        + id
        + "data: {\"index\":"
        + index
        + ",\"name\":\""
        + name
        + "\",\"status\":\"success\",\"status_code\":200,\"duration_ms\":0,\"attempts\":0,"
        + "\"reused\":false}";
  }

  private static String finished(String status, int total) {
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

  @Test
  void eventsComeAsTheyHappenWithHeartbeatsBetween() throws Exception {
    runHalf();
    try (BufferedReader stream = connect()) {
      assertThat(next(stream)).isEqualTo(STARTED);
      assertThat(nextEvent(stream)).isEqualTo(BEGAN_ONE);
      assertThat(nextEvent(stream)).isEqualTo(ended("id: 1-2\n", 0, "one"));
      assertThat(nextEvent(stream)).isEqualTo(BEGAN_TWO);
      assertThat(next(stream)).isEqualTo(":");
      released.countDown();
      assertThat(rest(stream))
          .containsExactly(ended("id: 1-4\n", 1, "two"), finished("success", 2));
    }
    running.join();
  }

  @Test
  void whoeverWasCutOffGoesOnAfterTheLastEventSeen() throws Exception {
    runHalf();
    try (BufferedReader stream = connect("Last-Event-ID", "1-2")) {
      assertThat(next(stream)).isEqualTo(STARTED);
      assertThat(nextEvent(stream)).isEqualTo(BEGAN_TWO);
      released.countDown();
      assertThat(rest(stream)).hasSize(2);
    }
    running.join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2-2", "2", "1-", "1-x", "1-9999999999", "1--1"})
  void anEventOfAnotherOpeningIsNone(String last) throws Exception {
    runHalf();
    try (BufferedReader stream = connect("Last-Event-ID", last)) {
      assertThat(next(stream)).isEqualTo(STARTED);
      assertThat(nextEvent(stream)).isEqualTo(BEGAN_ONE);
      released.countDown();
      assertThat(rest(stream)).hasSize(4);
    }
    running.join();
  }

  @Test
  void moreEventsThanThereAreAreWaitedForInVain() throws Exception {
    runHalf();
    try (BufferedReader stream = connect("Last-Event-ID", "1-100")) {
      assertThat(next(stream)).isEqualTo(STARTED);
      assertThat(next(stream)).isEqualTo(":");
      released.countDown();
      assertThat(rest(stream)).containsExactly(finished("success", 2));
    }
    running.join();
  }

  @Test
  void anEndedRunsEventsAreItsResults() throws Exception {
    run();
    try (BufferedReader stream = connect("Last-Event-ID", "1-2")) {
      assertThat(next(stream)).isEqualTo(STARTED);
      assertThat(rest(stream))
          .containsExactly(ended("", 0, "one"), ended("", 1, "two"), finished("success", 2));
    }
  }

  @Test
  void whoeverSawTheEndIsToldNotToComeAgain() throws Exception {
    run();
    HttpResponse<String> response =
        service.send("GET", "/runs/run-1/events", "Last-Event-ID", "end");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aFailureSaysWhatItWas() throws Exception {
    failing.add("two");
    run();
    try (BufferedReader stream = connect()) {
      assertThat(rest(stream).getLast())
          .contains("\"status\":\"failed\",\"success\":false")
          .contains("\"failed\":1");
    }
    try (BufferedReader stream = connect()) {
      assertThat(rest(stream).get(2))
          .contains(
              "\"status\":\"failed\",\"status_code\":503,\"error_type\":\"status\","
                  + "\"error\":\"HTTP 503 Service Unavailable\"");
    }
  }

  @Test
  void aWarningIsASuccess() throws Exception {
    FakeExecutor warned = FakeExecutor.answering(call -> Sample.succeeded(207));
    Runner other = Service.runner(warned, () -> endpoints, history);
    other.run(RunRequest.DEFAULT, Trigger.MANUAL, time.nanos(), RunListener.NONE);
    try (BufferedReader stream = connect()) {
      assertThat(rest(stream).getLast()).contains("\"status\":\"warning\",\"success\":true");
    }
  }

  private static String text(Answer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.body().writeTo(out);
    return out.toString(UTF_8);
  }

  private RunDetail detail() {
    return history.read(known -> known.run("run-1")).orElseThrow();
  }

  @Test
  void aRunOfAnotherInstanceIsFollowedThroughTheHistory() throws Exception {
    runHalf();
    RunDetail before = detail();
    time.whileAsleep(store::switchOff);
    time.whileAsleep(
        () -> {
          time.pass(Duration.ofSeconds(20));
          store.switchOn();
          released.countDown();
          join();
        });

    String stream = text(events.recorded(before));

    assertThat(stream)
        .startsWith(STARTED)
        .contains(":\n\n")
        .endsWith(finished("success", 2) + "\n\n");
    assertThat(stream.split("event: endpoint\n", -1)).hasSize(3);
  }

  private void join() {
    try {
      running.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInstanceThatDiedEndsItsRunsEvents() throws Exception {
    runHalf();
    RunDetail before = detail();
    store.switchOff();
    time.whileAsleep(() -> time.pass(Duration.ofSeconds(30)));

    assertThat(text(events.recorded(before)))
        .contains("\"status\":\"interrupted\",\"success\":false");
    store.switchOn();
  }

  @Test
  void followingAnotherInstanceCanBeInterrupted() throws Exception {
    runHalf();
    RunDetail before = detail();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> text(events.recorded(before)))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void followingALiveRunCanBeInterrupted() throws Exception {
    runHalf();
    LiveRun live = runner.live().find("run-1").orElseThrow();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> text(events.live(live, Optional.empty())))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRunThatBrokeOffHasNoEnd() throws Exception {
    FakeExecutor broken =
        FakeExecutor.answering(
            call -> {
              entered.countDown();
              try {
                released.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              throw new IllegalStateException("broken");
            });
    Runner other = Service.runner(broken, () -> endpoints, history);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                other.run(
                                    RunRequest.DEFAULT,
                                    Trigger.MANUAL,
                                    time.nanos(),
                                    RunListener.NONE))
                        .hasMessage("broken"));
    entered.await();
    LiveRun live = other.live().find("run-1").orElseThrow();
    released.countDown();

    String stream = text(events.live(live, Optional.empty()));
    thread.join();

    assertThat(stream).startsWith(STARTED).contains("endpoint-started").doesNotContain("finished");
  }
}
