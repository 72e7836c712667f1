package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told, by the settings. */
final class ConfiguredNotifierTest {

  private static final Run RUN = Told.report(Told.ok("1"), Told.unreachable("No.")).run();

  private final SteppedTime time = new SteppedTime(Runs.NOON);

  @Test
  void timeIsKeptOnlyWhereSomebodyIsToBeTold() {
    assertThat(of(Map.of()).timeNeeded()).isZero();
    assertThat(of(Map.of("HEARTBEAT_URL", "http://127.0.0.1/x")).timeNeeded())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(of(Map.of("WEBHOOK_URL", "http://127.0.0.1/x")).timeNeeded())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(
            of(Map.of("EMAIL_TO", "a@b", "EMAIL_FROM", "a@b", "SMTP_HOST", "127.0.0.1"))
                .timeNeeded())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everybodyWhoIsConfiguredIsTold() {
    FakePosts posts = new FakePosts();

    List<RunObserver.Note> notes = allOf(posts).begin(start()).ended(RUN, true);

    assertThat(notes)
        .containsExactly(
            new RunObserver.Note(
                "email_notification",
                "failed",
                "No connection to 127.0.0.1:1: nothing listens there, or a firewall refuses."),
            new RunObserver.Note("webhook_notification", "sent", "To 127.0.0.1."),
            new RunObserver.Note("heartbeat_notification", "sent", "To 127.0.0.1."));
    assertThat(posts.sent).hasSize(3);
  }

  @Test
  void whoWatchesForSilenceHearsThatABugBrokeARunOff() {
    FakePosts posts = new FakePosts();

    allOf(posts).begin(start()).broken(new IllegalStateException("bug"));

    assertThat(posts.sent)
        .extracting(FakePosts.Sent::url)
        .containsExactly(
            URI.create("http://127.0.0.1/ping/start?rid=" + RUN.id()),
            URI.create("http://127.0.0.1/ping/fail?rid=" + RUN.id()));
  }

  @Test
  void ofABrokenRunIsToldAfterItsDeadlineToo() {
    FakePosts posts = new FakePosts();
    long longAgo = time.nanos() - Duration.ofHours(1).toNanos();

    allOf(posts)
        .begin(new RunStart(RUN.id(), RUN.trigger(), RUN.plan(), longAgo, false))
        .broken(new IllegalStateException("bug"));

    assertThat(posts.sent.getLast().url().getPath()).isEqualTo("/ping/fail");
    assertThat(posts.sent.getLast().patience()).isEqualTo(Duration.ofSeconds(10));
  }

  private RunStart start() {
    return new RunStart(RUN.id(), RUN.trigger(), RUN.plan(), time.nanos(), false);
  }

  private Notifier allOf(FakePosts posts) {
    return Notifier.of(
        Notifications.of(
            Configurations.settings(
                Map.of(
                    "EMAIL_TO", "ops@example.com",
                    "EMAIL_FROM", "runner@example.com",
                    "SMTP_HOST", "127.0.0.1",
                    "SMTP_PORT", "1",
                    "WEBHOOK_URL", "http://127.0.0.1/hook",
                    "HEARTBEAT_URL", "http://127.0.0.1/ping"))),
        posts,
        PastRuns.NONE,
        time);
  }

  private static Notifier of(Map<String, String> environment) {
    return Notifier.of(
        Notifications.of(Configurations.settings(environment)),
        new FakePosts(),
        PastRuns.NONE,
        Time.SYSTEM);
  }
}
