package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The callers with one small duty each, and what they lean on. */
class SmallCallersTest {

  private static Exchange exchange() {
    return Exchanges.of(Plans.get("one", "http://a.example/"));
  }

  @Test
  void aBugIsAFailureOfItsEndpointAlone() {
    for (Throwable bug :
        new Throwable[] {new IllegalStateException("x"), new AssertionError("x")}) {
      Caller broken =
          exchange -> {
            if (bug instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) bug;
          };

      assertThat(new NeverThrowingCaller(broken).call(exchange()))
          .isEqualTo(
              new Reply.Failed(
                  ErrorType.PROTOCOL,
                  "An error inside the runner prevented the call; its log says more."));
    }
  }

  @Test
  void withoutABugNothingChanges() {
    Reply reply = new Reply.Omitted("a test");

    assertThat(new NeverThrowingCaller(exchange -> reply).call(exchange())).isSameAs(reply);
  }

  @Test
  void anAttemptIsWrittenDown() {
    PassingTime time = new PassingTime();
    Reply[] replies = {
      new Reply.Answered(Exchanges.answer(201)),
      Exchanges.refused(503),
      new Reply.Failed(ErrorType.CONNECT, "No."),
      new Reply.Omitted("a test"),
    };
    int[] made = {0};
    Caller caller =
        new AttemptingCaller(
            exchange -> {
              time.pass(Duration.ofSeconds(2));
              return replies[made[0]++];
            },
            time);
    Exchange exchange = exchange();
    for (Reply reply : replies) {
      assertThat(caller.call(exchange)).isSameAs(reply);
    }

    assertThat(exchange.progress().attempts())
        .extracting(Attempt::number, Attempt::status, attempt -> attempt.failure().isPresent())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(1, OptionalInt.of(201), false),
            org.assertj.core.api.Assertions.tuple(2, OptionalInt.of(503), true),
            org.assertj.core.api.Assertions.tuple(3, OptionalInt.empty(), true),
            org.assertj.core.api.Assertions.tuple(4, OptionalInt.empty(), false));
    assertThat(exchange.progress().attempts())
        .extracting(Attempt::startedAt)
        .startsWith(Instant.parse("2026-11-23T06:00:00Z"), Instant.parse("2026-11-23T06:00:02Z"));
    assertThat(exchange.progress().attempts())
        .extracting(Attempt::duration)
        .containsOnly(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "404, HTTP 404 Not Found",
    "418, HTTP 418 I'm a Teapot",
    "599, HTTP 599",
  })
  void anUnexpectedStatusIsAFailure(int status, String message) {
    Reply reply =
        new ExpectingCaller(
                exchange -> new Reply.Answered(Exchanges.answer(status)), new PassingTime())
            .call(exchange());

    assertThat(((Reply.Failed) reply).failure()).isEqualTo(new Failure(ErrorType.STATUS, message));
  }

  @Test
  void somethingLazyIsMadeOnceEvenByTwoAtOnce() throws Exception {
    AtomicInteger makings = new AtomicInteger();
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Lazy<Integer> lazy =
        new Lazy<>(
            () -> {
              making.countDown();
              awaitQuietly(goOn);
              return makings.incrementAndGet();
            });
    AtomicInteger seen = new AtomicInteger();
    lazy.ifMade(seen::set);
    assertThat(seen).hasValue(0);

    FutureTask<Integer> first = new FutureTask<>(lazy::value);
    FutureTask<Integer> second = new FutureTask<>(lazy::value);
    Thread.ofPlatform().start(first);
    making.await();
    Thread waiting = Thread.ofPlatform().start(second);
    Waiting.until(() -> waiting.getState() == Thread.State.BLOCKED);
    goOn.countDown();

    assertThat(first.get()).isEqualTo(1);
    assertThat(second.get()).isEqualTo(1);
    assertThat(lazy.value()).isEqualTo(1);
    lazy.ifMade(seen::set);
    assertThat(seen).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theMachinesClocksGoOn() throws InterruptedException {
    Instant now = Time.SYSTEM.now();
    long before = Time.SYSTEM.nanos();

    Time.SYSTEM.sleep(Duration.ofMillis(2));

    assertThat(Time.SYSTEM.nanos() - before).isGreaterThanOrEqualTo(2_000_000);
    assertThat(now).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }
}
