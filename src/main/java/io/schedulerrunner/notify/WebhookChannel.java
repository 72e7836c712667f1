package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.execute.RequestSignature;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Posts each run's report, or a message about it, to one URL. */
record WebhookChannel(Notifications.Webhook webhook, RetryingPosts posts, Time time)
    implements Channel {

  /** The header with the signature. */
  static final String SIGNATURE = "X-Runner-Signature";

  @Override
  public String name() {
    return "webhook_notification";
  }

  @Override
  public Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit)
      throws InterruptedException {
    byte[] body = WebhookBody.of(report, webhook.format());
    return Optional.of(posts.send(webhook.url(), () -> headers(start.id(), body), body, limit));
  }

  private Map<String, String> headers(String runId, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("X-Run-Id", runId);
    webhook
        .secret()
        .map(secret -> RequestSignature.of(secret, time.now().getEpochSecond(), body))
        .ifPresent(signature -> headers.put(SIGNATURE, signature.header()));
    return headers;
  }
}
