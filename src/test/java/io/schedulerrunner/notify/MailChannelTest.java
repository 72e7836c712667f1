package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.config.Notifications.Mail.On;
import io.schedulerrunner.config.Notifications.Server.Tls;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MailChannelTest {

  private static final Report SUCCESS = Told.report(Told.ok("1"));
  private static final Delivery SENT = new Delivery.Sent("To ops@example.com.");

  private final SteppedTime time = new SteppedTime(Runs.NOON);
  private final List<Letter> letters = new ArrayList<>();
  private final List<PastRun> past = new ArrayList<>();

  private Optional<Delivery> end(Optional<On> on, boolean sendEmail) throws InterruptedException {
    Optional<Notifications.Mail> settings =
        on.map(
            when ->
                new Notifications.Mail(
                    new Notifications.Server(
                        "127.0.0.1", 25, Tls.OPTIONAL, Optional.empty(), Optional.empty()),
                    "runner@example.com",
                    List.of("ops@example.com"),
                    when));
    MailChannel channel =
        new MailChannel(
            settings,
            (run, most) -> {
              assertThat(run).isEqualTo(SUCCESS.run());
              assertThat(most).isEqualTo(10);
              return past;
            },
            (letter, _, _) -> {
              letters.add(letter);
              return SENT;
            });
    assertThat(channel.name()).isEqualTo("email_notification");
    RunStart start = Told.start(SUCCESS, sendEmail, false);
    TimeLimit limit = TimeLimit.within(Duration.ofSeconds(20), Long.MAX_VALUE, time);
    return channel.concerns(start) ? channel.ended(start, SUCCESS, limit) : Optional.empty();
  }

  @Test
  void withoutConfigurationNothingIsSaidUnlessSomebodyAsked() throws Exception {
    assertThat(end(Optional.empty(), false)).isEmpty();
    assertThat(end(Optional.empty(), true))
        .contains(
            new Delivery.NotConfigured(
                "Mail is not configured: set EMAIL_TO, EMAIL_FROM and SMTP_HOST."));
  }

  @Test
  void aRunThatIsNotWorthAMailSaysWhy() throws Exception {
    assertThat(end(Optional.of(On.FAILURE), false))
        .contains(new Delivery.Skipped("EMAIL_ON=failure, and nothing failed."));
    assertThat(letters).isEmpty();
  }

  @Test
  void whoAsksForAMailGetsIt() throws Exception {
    assertThat(end(Optional.of(On.FAILURE), true)).contains(SENT);
    assertThat(letters).extracting(Letter::subject).containsExactly("[OK] The endpoint succeeded");
  }

  @Test
  void aChangeIsMailedWithTheRunsBeforeIt() throws Exception {
    past.add(Told.past(1, PastRun.Result.FAILED, "one"));

    assertThat(end(Optional.of(On.CHANGE), false)).contains(SENT);
    assertThat(letters.getFirst().subject()).startsWith("[RECOVERED]");
    assertThat(letters.getFirst().text()).contains("  x +   (");
  }

  @Test
  void everyDeliveryHasItsStatus() {
    assertThat(
            List.of(
                new Delivery.Sent("").status(),
                new Delivery.Failed("").status(),
                new Delivery.Skipped("").status(),
                new Delivery.NotConfigured("").status()))
        .containsExactly("sent", "failed", "skipped", "not_configured");
  }
}
