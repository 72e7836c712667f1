package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.report.IsoTime;
import java.io.IOException;
import java.time.Clock;

/** {@code /task1} and its like: an example endpoint, which answers what it was sent. */
final class Task implements Route.Action {

  private final int number;
  private final Clock clock;

  Task(int number, Clock clock) {
    this.number = number;
    this.clock = clock;
  }

  @Override
  public Answer answer(WebRequest request) throws IOException {
    String data =
        new String(Echo.json(request.body()).orElseGet(() -> new byte[] {'{', '}'}), UTF_8);
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("message", "Task " + number + " executed successfully");
          json.writeName("data");
          json.writeRawValue(data);
          json.writeStringProperty("timestamp", IsoTime.format(clock.instant()));
        });
  }
}
