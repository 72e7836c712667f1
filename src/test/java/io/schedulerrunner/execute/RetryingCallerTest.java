package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.StatusSet;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the next attempt is made: endpoints in trouble, on a clock of the test's own. */
class RetryingCallerTest {

  private static final StatusSet RETRIED = Retry.NEVER.statuses();
  private static final Reply.Answered FINE = new Reply.Answered(Exchanges.answer(200));
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final PassingTime time = new PassingTime();
  private final StringBuilder timeline = new StringBuilder();
  private Retry retry = retry(10);
  private Duration deadline = A_MINUTE;
  private DoubleSupplier jitter = () -> 1;

  /** An endpoint, by how long it has been in trouble. */
  @FunctionalInterface
  private interface Trouble {
    Reply after(Duration passed);
  }

  @AfterEach
  void forgetInterruption() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private static Retry retry(int maxAttempts) {
    return new Retry(
        maxAttempts,
        Duration.ofSeconds(1),
        Duration.ofSeconds(8),
        Set.of("connect", "timeout"),
        RETRIED);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static Reply failed(ErrorType type) {
    return new Reply.Failed(type, "It is a test.");
  }

  private Caller caller(Duration each, Trouble trouble) {
    return exchange -> {
      Duration begun = time.passed();
      time.pass(each);
      Reply reply = trouble.after(begun);
      note(begun, said(reply));
      return reply;
    };
  }

  private void note(Duration at, String what) {
    timeline.append("%8.3f s  %s%n".formatted(at.toMillis() / 1000.0, what));
  }

  private static String said(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> Integer.toString(answered.answer().status());
      case Reply.Failed failed ->
          failed
              .answer()
              .map(answer -> Integer.toString(answer.status()))
              .orElseGet(() -> failed.failure().type().wireName());
      case Reply.Omitted omitted -> omitted.reason();
    };
  }

  private Reply call(Duration each, Trouble trouble) {
    Exchange exchange =
        Exchanges.of(
            Plans.retrying(retry, Plans.get("one", "http://a/")), deadline, Exchanges.workers(1));
    Reply reply = new RetryingCaller(caller(each, trouble), time, jitter).call(exchange);
    note(time.passed(), "over: " + said(reply));
    return reply;
  }

  private void assertSchedule(String name) {
    assertThat(timeline).hasToString(golden(name));
  }

  private static String golden(String name) {
    try (InputStream in =
        RetryingCallerTest.class.getResourceAsStream("/execute/retries/" + name + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void slow_503s_then_recovery() {
    assertThat(
            call(
                seconds(2),
                passed -> passed.compareTo(seconds(20)) < 0 ? Exchanges.refused(503) : FINE))
        .isSameAs(FINE);
    assertSchedule("slow_503s_then_recovery");
  }

  @Test
  void jitter_is_full() {
    double[] random = {0, 0.25, 0.5, 0.999};
    int[] next = {0};
    jitter = () -> random[next[0]++ % random.length];

    call(seconds(0.01), passed -> Exchanges.refused(500));

    assertSchedule("jitter_is_full");
  }

  @Test
  void many_attempts_do_not_overflow() {
    retry = retry(70);
    deadline = Duration.ofDays(1);

    call(seconds(0), passed -> Exchanges.refused(500));

    assertThat(timeline.toString().lines()).hasSize(71);
    assertThat(time.passed()).isEqualTo(seconds(1 + 2 + 4 + 66 * 8));
  }

  @Test
  void retry_after_storm_in_seconds() {
    call(
        seconds(0.1),
        passed -> passed.compareTo(seconds(9)) < 0 ? Exchanges.refused(429, "3") : FINE);

    assertSchedule("retry_after_storm_in_seconds");
  }

  @Test
  void retry_after_storm_with_dates() {
    call(
        seconds(0),
        passed ->
            passed.compareTo(seconds(5)) < 0
                ? Exchanges.refused(503, "Mon, 23 Nov 2026 06:00:05 GMT")
                : FINE);

    assertSchedule("retry_after_storm_with_dates");
  }

  @Test
  void retry_after_an_hour_is_held_to_the_largest_pause() {
    retry = retry(2);

    call(seconds(0), passed -> Exchanges.refused(503, "3600"));

    assertSchedule("retry_after_an_hour_is_held_to_the_largest_pause");
  }

  @Test
  void black_hole() {
    call(seconds(30), passed -> failed(ErrorType.TIMEOUT));

    assertSchedule("black_hole");
  }

  @Test
  void flapping() {
    int[] calls = {0};
    call(
        seconds(0.05),
        passed ->
            switch (calls[0]++) {
              case 0 -> Exchanges.refused(502);
              case 1 -> failed(ErrorType.CONNECT);
              case 2 -> Exchanges.refused(429, "not a date");
              default -> FINE;
            });

    assertSchedule("flapping");
  }

  @Test
  void the_deadline_comes_before_the_next_attempt() {
    deadline = seconds(3);

    call(seconds(0), passed -> Exchanges.refused(503));

    assertSchedule("the_deadline_comes_before_the_next_attempt");
  }

  @Test
  void as_many_attempts_as_allowed() {
    retry = retry(3);

    call(seconds(0), passed -> Exchanges.refused(503));

    assertSchedule("as_many_attempts_as_allowed");
  }

  @Test
  void what_will_not_pass_is_not_tried_again() {
    for (Reply reply :
        List.of(
            FINE,
            Exchanges.refused(404),
            failed(ErrorType.DNS),
            Reply.Failed.because(
                new Failure(ErrorType.EXPECTATION, "Not so."),
                Exchanges.answer(503, HttpFields.EMPTY, "")),
            new Reply.Omitted("left out"))) {
      assertThat(call(seconds(0), passed -> reply)).isSameAs(reply);
    }

    assertSchedule("what_will_not_pass_is_not_tried_again");
  }

  @Test
  void an_interruption_ends_the_waiting() {
    Reply reply =
        call(
            seconds(0),
            passed -> {
              Thread.currentThread().interrupt();
              return Exchanges.refused(503);
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(said(reply)).isEqualTo("503");
    assertSchedule("an_interruption_ends_the_waiting");
  }

  /** With one place only, another call is made during the pause, and must end before it is over. */
  @Test
  void whoever_waits_gives_its_place_away() throws Exception {
    Workers<Runnable> workers = Exchanges.workers(1);
    AtomicReference<Thread> waiting = new AtomicReference<>();
    CountDownLatch otherBegan = new CountDownLatch(1);
    CompletableFuture<Boolean> otherEnded = new CompletableFuture<>();
    CompletableFuture<Boolean> otherHadEnded = new CompletableFuture<>();
    Time pausing = new SleepUntil(otherBegan);
    Caller delegate =
        exchange -> {
          if (waiting.getAndSet(Thread.currentThread()) == null) {
            return Exchanges.refused(503);
          }
          otherHadEnded.complete(otherEnded.isDone());
          return FINE;
        };
    Exchange exchange =
        Exchanges.of(Plans.retrying(retry, Plans.get("one", "http://a/")), A_MINUTE, workers);

    workers.offer(() -> new RetryingCaller(delegate, pausing, () -> 1).call(exchange));
    workers.offer(
        () -> {
          otherBegan.countDown();
          Waiting.until(
              () -> waiting.get().getState() == Thread.State.WAITING || otherHadEnded.isDone());
          otherEnded.complete(true);
        });

    assertThat(otherHadEnded.get()).isTrue();
  }

  /** Sleeps until something has happened. */
  private record SleepUntil(CountDownLatch happened) implements Time {
    @Override
    public java.time.Instant now() {
      return java.time.Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      happened.await();
    }
  }
}
