package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.Runner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunEventsTest extends Following {

  private static final String AT = "2026-11-23T06:00:00.123Z";

  private static final String BEGAN_ONE =
      "event: endpoint-started\nid: 1-1\ndata: {\"index\":0,\"name\":\"one\",\"at\":\""
          + AT
          + "\"}";

  private static final String BEGAN_TWO =
      "event: endpoint-started\nid: 1-3\ndata: {\"index\":1,\"name\":\"two\",\"at\":\""
          + AT
          + "\"}";

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
        + "\"at\":\""
        + AT
        + "\",\"reused\":false}";
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
}
