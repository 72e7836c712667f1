package io.schedulerrunner.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code expect}. */
final class ExpectationReader {

  private ExpectationReader() {}

  static Expectation read(Value value) {
    return value
        .fields("{\"status\": [200, \"3xx\"]}")
        .map(ExpectationReader::read)
        .orElse(Expectation.SUCCESS);
  }

  private static Expectation read(Fields fields) {
    StatusSet status =
        fields.value("status").map(ExpectationReader::status).orElse(StatusSet.SUCCESS);
    Optional<Text> body =
        fields.value("body").flatMap(it -> it.text("\"response.status = 'done'\""));
    fields.end();
    return new Expectation(status, body);
  }

  private static StatusSet status(Value value) {
    StatusReader reader = new StatusReader(List.of());
    List<Value> items = value.items("[200, \"3xx\"]");
    items.forEach(reader::read);
    if (items.isEmpty() && value.node().isArray()) {
      value.problem(
          "must hold at least one status code, or nothing could succeed.", "[200, \"3xx\"]");
    }
    return reader.set();
  }
}
