package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes endpoints' lines of a report. Not thread-safe. */
final class ResultJson {

  private final OutputStream out;
  private final JsonGenerator json;
  private final Secrets secrets;
  private final IsoTimes times = new IsoTimes();

  /** With a generator, and the stream that it writes to. */
  ResultJson(JsonGenerator json, OutputStream out, Secrets secrets) {
    this.out = out;
    this.json = json;
    this.secrets = secrets;
  }

  void write(Result result, ReportLine line) throws IOException {
    json.writeStartObject();
    json.writeNumberProperty("index", result.call().index());
    json.writeStringProperty("name", result.call().name());
    json.writeStringProperty("endpoint", ShownUrl.of(result.call().endpoint().target(), secrets));
    json.writeStringProperty("method", result.call().endpoint().target().method());
    json.writeStringProperty("status", line.status().wireName());
    json.writeName("status_code");
    line.response()
        .ifPresentOrElse(response -> json.writeNumber(response.status()), json::writeNull);
    line.failure()
        .ifPresent(
            failure -> {
              json.writeStringProperty("error_type", failure.type().wireName());
              json.writeStringProperty("error", JsonOutput.wellFormed(failure.message()));
            });
    writeResponse(line.response().map(Response::body));
    json.writeStringProperty("timestamp", times.format(result.finishedAt()));
    json.writeNumberProperty("duration_ms", result.duration().toMillis());
    json.writeNumberProperty("attempts", result.attempts().size());
    if (result.reused()) {
      json.writeBooleanProperty("reused", true);
    }
    result.curl().ifPresent(curl -> json.writeStringProperty("curl", JsonOutput.wellFormed(curl)));
    AttemptsJson.write(json, result.attempts(), times);
    json.writeEndObject();
  }

  private void writeResponse(Optional<KeptBody> response) throws IOException {
    json.writeName("response");
    if (response.isEmpty()) {
      json.writeNull();
      return;
    }
    KeptBody body = response.get();
    json.writeRawValue("");
    json.flush();
    body.writeTo(out);
    if (body.truncated()) {
      json.writeBooleanProperty("response_truncated", true);
    }
    if (body.form() == KeptBody.Form.BASE64) {
      json.writeStringProperty("response_encoding", "base64");
    }
  }
}
