package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NotifierTest {

  private static final Run RUN = Told.report(Told.ok("1"), Told.unreachable("No.")).run();

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
  void whoIsNotConcernedIsNotAsked() {
    Channel unconcerned =
        new Channel() {
          @Override
          public String name() {
            return "a";
          }

          @Override
          public boolean concerns(RunStart start) {
            return false;
          }

          @Override
          public Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit) {
            throw new AssertionError(start.id());
          }
        };

    assertThat(tell(Duration.ofSeconds(20), unconcerned)).isEmpty();
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
}
