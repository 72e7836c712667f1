package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.report.Report;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;

/** What a webhook is sent. */
final class WebhookBody {

  /** A report that is longer goes without the endpoints' responses. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private WebhookBody() {}

  /** The body in UTF-8. */
  static byte[] of(Report report, Notifications.Webhook.Format format) {
    return switch (format) {
      case JSON -> json(report);
      case SLACK -> message(ChatText.SLACK.of(report));
      case GOOGLE_CHAT -> message(ChatText.GOOGLE.of(report));
    };
  }

  private static byte[] json(Report report) {
    return BoundedOutput.whole(MOST_BYTES, report::writeJson)
        .orElseGet(
            () ->
                BoundedOutput.whole(Integer.MAX_VALUE, report.withoutResponses()::writeJson)
                    .orElseThrow());
  }

  private static byte[] message(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonOutput.to(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("text", JsonOutput.wellFormed(text));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
