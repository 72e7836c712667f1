package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NotifierTest {

  private static final Run RUN = Told.report(Told.ok("1"), Told.unreachable("No.")).run();

  private final SteppedTime time = new SteppedTime(Runs.NOON);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private static List<RunObserver.Note> tell(Duration left, Channel... channels) {
    return tell(RUN, left, channels);
  }

  /** Tells of a run that ends when that much is left for telling. */
  private static List<RunObserver.Note> tell(Run run, Duration left, Channel... channels) {
    Notifier notifier = new Notifier(List.of(channels), Duration.ofSeconds(1), Time.SYSTEM);
    long now = Time.SYSTEM.nanos();
    RunStart probe = new RunStart(run.id(), run.trigger(), run.plan(), now, false);
    long arrived = now - (probe.tellByNanos() - now) + left.toNanos();
    RunStart start = new RunStart(run.id(), run.trigger(), run.plan(), arrived, false);
    return notifier.begin(start).ended(run, true);
  }

  private static FakeChannel.Answer sent(String message) {
    return _ -> Optional.of(new Delivery.Sent(message));
  }

  @Test
  void everyChannelHasItsNote() {
    assertThat(
            tell(
                Duration.ofSeconds(20),
                new FakeChannel("a", () -> {}, sent("To a.")),
                new FakeChannel("b", () -> {}, _ -> Optional.empty()),
                new FakeChannel("c", () -> {}, _ -> Optional.of(new Delivery.Failed("No.")))))
        .containsExactly(
            new RunObserver.Note("a", "sent", "To a."), new RunObserver.Note("c", "failed", "No."));
  }

  @Test
  void theEndIsToldAfterTheBeginning() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    tell(
        Duration.ofSeconds(20),
        new FakeChannel(
            "other",
            () -> {},
            _ -> {
              ended.countDown();
              return Optional.empty();
            }),
        new FakeChannel(
            "a",
            () -> {
              ended.await();
              heard.add("begun");
            },
            _ -> {
              heard.add("ended");
              return Optional.empty();
            }));

    assertThat(heard).containsExactly("begun", "ended");
  }

  @Test
  void whatHangsIsLeftBehindAndInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);

    List<RunObserver.Note> notes =
        tell(
            Duration.ofMillis(50),
            new FakeChannel(
                "a",
                () -> {},
                _ -> {
                  try {
                    never.await();
                  } finally {
                    interrupted.countDown();
                  }
                  return Optional.empty();
                }),
            new FakeChannel("b", never::await, sent("To b.")));

    interrupted.await();
    assertThat(notes.getFirst())
        .isEqualTo(
            new RunObserver.Note(
                "a", "failed", "There was no time left before the run's deadline."));
  }

  @Test
  void aBeginningThatHangsLeavesTimeForTheEnd() {
    CountDownLatch never = new CountDownLatch(1);

    assertThat(tell(Duration.ofSeconds(1), new FakeChannel("b", never::await, sent("To b."))))
        .containsExactly(new RunObserver.Note("b", "sent", "To b."));
  }

  @Test
  void afterTheDeadlineNobodyIsWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);

    assertThat(
            tell(
                Duration.ofSeconds(-5),
                new FakeChannel(
                    "a",
                    () -> {},
                    limit -> {
                      assertThat(limit.left()).isZero();
                      never.await();
                      return Optional.empty();
                    })))
        .extracting(RunObserver.Note::status)
        .containsExactly("failed");
  }

  @Test
  void aRunThatOutlivedItsDeadlineIsToldOfAllTheSame() {
    Run spread =
        new Run(
            RUN.id(),
            RUN.trigger(),
            RUN.plan(),
            RUN.startedAt(),
            RUN.endedAt(),
            RUN.plan().deadline(),
            RUN.results());

    assertThat(tell(spread, Duration.ofHours(-1), new FakeChannel("a", () -> {}, sent("To a."))))
        .containsExactly(new RunObserver.Note("a", "sent", "To a."));
  }

  @Test
  void nobodyIsWaitedForLongerThanTwentySeconds() {
    tell(
        Duration.ofMinutes(10),
        new FakeChannel(
            "a",
            () -> {},
            limit -> {
              heard.add(limit.left().compareTo(Duration.ofSeconds(20)) <= 0 ? "short" : "long");
              return Optional.empty();
            }));

    assertThat(heard).containsExactly("short");
  }

  @Test
  void aBugIsNoFailureOfTheRun() {
    assertThat(
            tell(
                Duration.ofSeconds(20),
                new FakeChannel(
                    "a",
                    () -> {
                      throw new IllegalStateException("bug");
                    },
                    _ -> {
                      throw new IllegalStateException("bug");
                    })))
        .containsExactly(
            new RunObserver.Note("a", "failed", "It could not be made; the log says why."));
  }

  @Test
  void whoIsInterruptedGoesOnWithoutTelling() {
    Thread.currentThread().interrupt();

    List<RunObserver.Note> notes =
        tell(
            Duration.ofSeconds(20),
            new FakeChannel(
                "a",
                () -> {},
                _ -> {
                  new CountDownLatch(1).await();
                  return Optional.empty();
                }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(notes).isEmpty();
  }

  @Test
  void aNoteIsOneLineWithoutSecrets() {
    Run run =
        new Run(
            RUN.id(),
            RUN.trigger(),
            Plans.hiding(Secrets.of(List.of("not-a-real-secret")), RUN.plan()),
            RUN.startedAt(),
            RUN.endedAt(),
            RUN.duration(),
            RUN.results());

    assertThat(
            tell(
                run,
                Duration.ofSeconds(20),
                new FakeChannel("a", () -> {}, sent("a\r\nb: not-a-real-secret"))))
        .containsExactly(new RunObserver.Note("a", "sent", "a\\r\\nb: ***"));
  }

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
