package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications.Mail;
import io.schedulerrunner.config.Notifications.Server;
import io.schedulerrunner.config.Notifications.Server.Tls;
import io.schedulerrunner.config.Notifications.Webhook;
import io.schedulerrunner.config.Notifications.Webhook.Format;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotificationsTest {

  private static final Map<String, String> MAIL =
      Map.of(
          "SMTP_HOST", "smtp.example.com",
          "EMAIL_FROM", "runner@example.com",
          "EMAIL_TO", "ops@example.com");

  private static Configuration load(Map<String, String> environment) {
    return Configuration.load(environment, Path.of("/nonexistent"));
  }

  private static Notifications read(Map<String, String> environment) {
    return Notifications.of(load(environment).settings());
  }

  private static Map<String, String> mailAnd(String... more) {
    Map<String, String> environment = new HashMap<>(MAIL);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  @Test
  void nobodyIsToldUnlessConfigured() {
    assertThat(read(Map.of()))
        .isEqualTo(new Notifications(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void mailHasDefaults() {
    assertThat(read(MAIL).mail())
        .contains(
            new Mail(
                new Server(
                    "smtp.example.com", 587, Tls.STARTTLS, Optional.empty(), Optional.empty()),
                "runner@example.com",
                List.of("ops@example.com"),
                Mail.On.CHANGE));
  }

  @Test
  void everySettingHasAName() {
    Map<String, String> environment =
        mailAnd(
            "SMTP_PORT", "2525",
            "SMTP_TLS", "Optional",
            "SMTP_USER", "me",
            "SMTP_PASSWORD", "not a real secret",
            "EMAIL_TO", "a@example.com, B <b@example.com>",
            "EMAIL_ON", "always",
            "WEBHOOK_URL", "https://hooks.example.com/runs",
            "WEBHOOK_SECRET", "not-a-real-secret",
            "WEBHOOK_FORMAT", "slack",
            "HEARTBEAT_URL", "https://ping.example.com/my-id");

    assertThat(read(environment))
        .isEqualTo(
            new Notifications(
                Optional.of(
                    new Mail(
                        new Server(
                            "smtp.example.com",
                            2525,
                            Tls.OPTIONAL,
                            Optional.of("me"),
                            Optional.of("not a real secret")),
                        "runner@example.com",
                        List.of("a@example.com", "B <b@example.com>"),
                        Mail.On.ALWAYS)),
                Optional.of(
                    new Webhook(
                        URI.create("https://hooks.example.com/runs"),
                        Optional.of("not-a-real-secret"),
                        Format.SLACK)),
                Optional.of(URI.create("https://ping.example.com/my-id"))));
  }

  @Test
  void aMailServerIsSpokenToInTheClearOnLoopbackOnly() {
    assertThat(tls("SMTP_PORT", "465")).isEqualTo(Tls.IMPLICIT);
    assertThat(tls("SMTP_PORT", "465", "SMTP_TLS", "starttls")).isEqualTo(Tls.STARTTLS);
    assertThat(tls("SMTP_TLS", "implicit")).isEqualTo(Tls.IMPLICIT);
    assertThat(tls("SMTP_HOST", "127.0.0.1")).isEqualTo(Tls.OPTIONAL);
    assertThat(tls("SMTP_HOST", "localhost")).isEqualTo(Tls.OPTIONAL);
  }

  private static Tls tls(String... more) {
    return read(mailAnd(more)).mail().orElseThrow().server().tls();
  }

  @Test
  void googleAppPasswordsMayHaveTheBlanksInWhichTheyAreShown() {
    Map<String, String> environment = mailAnd("SMTP_PASSWORD", "abcd efgh ijkl mnop");

    assertThat(read(environment).mail().orElseThrow().server().password())
        .contains("abcdefghijklmnop");
    assertThat(
            load(environment)
                .endpoints()
                .current()
                .secrets()
                .redact("abcdefghijklmnop abcd efgh ijkl mnop"))
        .isEqualTo("*** ***");
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/x, SLACK",
    "https://hooks.slack-gov.com/services/T0/B0/x, SLACK",
    "https://CHAT.googleapis.com/v1/spaces/x/messages?key=k&token=t, GOOGLE_CHAT",
    "https://chat.example.com/v1, JSON",
  })
  void theHostSaysWhatAWebhookUnderstands(String url, Format format) {
    assertThat(read(Map.of("WEBHOOK_URL", url)).webhook().orElseThrow().format()).isEqualTo(format);
  }

  @Test
  void aFormatThatIsNamedGoesFirst() {
    Map<String, String> environment =
        Map.of("WEBHOOK_URL", "https://hooks.slack.com/services/x", "WEBHOOK_FORMAT", "json");

    assertThat(read(environment).webhook().orElseThrow().format()).isEqualTo(Format.JSON);
  }

  @Test
  void nothingSecretIsPrintedOrShown() {
    Map<String, String> environment =
        mailAnd(
            "SMTP_PASSWORD", "not-a-real-secret-1",
            "WEBHOOK_SECRET", "not-a-real-secret-2",
            "WEBHOOK_URL", "https://hooks.example.com/not-a-real-secret-3",
            "HEARTBEAT_URL", "https://ping.example.com/not-a-real-secret-4");

    assertThat(read(environment).toString())
        .contains("smtp.example.com:587", "hooks.example.com, JSON")
        .doesNotContain("not-a-real");
    assertThat(load(environment).endpoints().current().secrets().redact(environment.toString()))
        .doesNotContain("not-a-real");
  }
}
