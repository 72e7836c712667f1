package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications.Webhook;
import io.schedulerrunner.config.Notifications.Webhook.Format;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Posts.Receipt;
import io.schedulerrunner.execute.RequestSignature;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class WebhookChannelTest {

  private static final Report FAILURE =
      Told.report(
          Optional.of("nightly"),
          Told.ok("{\"rows\":12}"),
          Told.unreachable("<!channel> & <https://evil.example|click> failed."));

  private final SteppedTime time = new SteppedTime(Runs.NOON);
  private final FakePosts posts = new FakePosts();

  private FakePosts.Sent send(Report report, Format format, Optional<String> secret)
      throws InterruptedException {
    Webhook webhook = new Webhook(URI.create("https://hooks.example.com/runs"), secret, format);
    WebhookChannel channel = new WebhookChannel(webhook, new RetryingPosts(posts, time), time);
    assertThat(channel.name()).isEqualTo("webhook_notification");
    assertThat(
            channel.ended(
                Told.start(report, false, false),
                report,
                TimeLimit.within(Duration.ofSeconds(20), Long.MAX_VALUE, time)))
        .contains(new Delivery.Sent("To hooks.example.com."));
    return posts.sent.getLast();
  }

  private String text(Report report, Format format) throws InterruptedException {
    JsonNode json = JsonMapper.shared().readTree(send(report, format, Optional.empty()).body());
    assertThat(json.propertyNames()).containsExactly("text");
    return json.get("text").stringValue();
  }

  @Test
  void theReportIsSentAsItIsAnswered() throws Exception {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    FAILURE.writeJson(report);

    FakePosts.Sent sent = send(FAILURE, Format.JSON, Optional.empty());

    assertThat(sent.body()).isEqualTo(report.toString(UTF_8));
    assertThat(sent.headers())
        .containsEntry("Content-Type", "application/json; charset=utf-8")
        .containsEntry("X-Run-Id", Told.ID)
        .doesNotContainKey("X-Runner-Signature");
  }

  @Test
  void eachAttemptIsSignedAtItsOwnTime() throws Exception {
    posts.receipts.add(new Receipt.Answered(503));
    time.pass(Duration.ofMillis(700));

    send(FAILURE, Format.JSON, Optional.of("not-a-real-secret"));

    long noon = Runs.NOON.getEpochSecond();
    assertThat(posts.sent)
        .extracting(sent -> sent.headers().get("X-Runner-Signature"))
        .containsExactly(signature(noon), signature(noon + 1));
  }

  private String signature(long seconds) {
    byte[] body = posts.sent.getFirst().body().getBytes(UTF_8);
    return RequestSignature.of("not-a-real-secret", seconds, body).header();
  }

  @Test
  void aReportThatIsTooLongGoesWithoutTheResponses() throws Exception {
    byte[] large = new byte[3 * 1024 * 1024];
    Arrays.fill(large, (byte) '1');
    Response response = new Response(200, KeptBody.stored(KeptBody.Form.JSON, false, large));
    Report report =
        Told.report(
            new Outcome.Succeeded(response),
            new Outcome.Succeeded(response),
            Told.failed(500, "HTTP 500", "\"no\""));

    String body = send(report, Format.JSON, Optional.empty()).body();

    assertThat(body)
        .hasSizeLessThan(2_000)
        .contains("\"success\":false", "\"response\":\"\",\"response_truncated\":true");
    assertThat(JsonMapper.shared().readTree(body).get("results").size()).isEqualTo(2);
  }

  @Test
  void slackIsToldInItsOwnWordsAndNobodyIsCalled() throws Exception {
    assertThat(text(FAILURE, Format.SLACK))
        .isEqualTo(
            "*[FAILED] 1 of 2 endpoints failed: two - nightly*\n"
                + "• two failed: &lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;"
                + " failed.\n"
                + "Run "
                + Told.ID
                + ", 1.3 s");
  }

  @Test
  void googleChatIsToldInItsOwnWordsAndNobodyIsCalled() throws Exception {
    assertThat(text(FAILURE, Format.GOOGLE_CHAT))
        .contains("• two failed: ‹!channel› & ‹https://evil.example|click› failed.\n");
  }

  @Test
  void aMessageIsAsLongAsAChatTakesIt() throws Exception {
    Outcome[] outcomes = new Outcome[100];
    Arrays.fill(outcomes, Told.unreachable("<".repeat(10_000)));

    String slack = text(Told.report(outcomes), Format.SLACK);
    String google = text(Told.report(outcomes), Format.GOOGLE_CHAT);

    assertThat(slack.getBytes(UTF_8)).hasSizeBetween(2_000, 3_700);
    assertThat(slack).contains("• four failed", "… and 96 more\n");
    assertThat(google.getBytes(UTF_8)).hasSizeBetween(2_000, 3_700);
    assertThat(google).contains("• five failed", "… and 95 more\n");
  }

  @Test
  void aSuccessIsOneLineAndTheRun() throws Exception {
    assertThat(text(Told.report(Told.ok("1")), Format.SLACK))
        .isEqualTo("*[OK] The endpoint succeeded*\nRun " + Told.ID + ", 1.3 s");
  }
}
