package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.ManualTime;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as runs meet them. */
class LimitingCallerTest {

  private static final Limit ONE = GateTest.concurrency(1);

  private static Limit named(String name, int concurrency, String... hosts) {
    return new Limit(
        name, OptionalInt.of(concurrency), Optional.empty(), Optional.empty(), List.of(hosts));
  }

  private static Limit spread(Duration over) {
    return new Limit("l", OptionalInt.empty(), Optional.empty(), Optional.of(over), List.of());
  }

  static List<Endpoint> endpoints(int count, String limit) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      endpoints.add(Plans.limited(limit, Plans.get("e" + i, "http://h/")));
    }
    return endpoints;
  }

  static Plan plan(int workers, List<Endpoint> endpoints, Limit... limits) {
    Plan plan = Plans.plan(Plan.Mode.PARALLEL, workers, Duration.ofMinutes(1), endpoints);
    return Plans.limiting(List.of(limits), plan);
  }

  @Test
  void whoWaitsHoldsNoWorker() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(1);
    Caller caller =
        exchange -> {
          if (exchange.call().name().equals("other")) {
            others.countDown();
          } else {
            await(others);
          }
          return Answers.ok();
        };
    List<Endpoint> endpoints = endpoints(3, "l");
    endpoints.add(Plans.get("other", "http://h/"));

    Run run =
        FakeEndpoints.execution(
                plan(2, endpoints, ONE),
                Executors.context(),
                new LimitingCaller(caller, Time.SYSTEM))
            .run();

    assertThat(run.results()).allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
  }

  /** What is waited for. */
  @FunctionalInterface
  private interface Awaited {

    void await() throws InterruptedException;
  }

  private static void await(CountDownLatch latch) {
    await(latch::await);
  }

  private static void await(Awaited awaited) {
    try {
      awaited.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoWaitsWhenTheRunEndsIsNeverCalled() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Endings noting = new Endings(over);
    List<Execution> self = new ArrayList<>();
    List<Endpoint> endpoints = endpoints(2, "l");
    endpoints.add(Plans.get("ender", "http://h/"));
    Caller ending =
        exchange -> {
          if (exchange.call().name().equals("ender")) {
            // The only worker came here because both others gave it away or wait for the limit.
            self.getFirst().cancel();
            return Answers.ok();
          }
          return noting.call(exchange);
        };
    self.add(FakeEndpoints.execution(plan(2, endpoints, ONE), Executors.context(), ending));

    Run run = self.getFirst().run();
    over.countDown();
    noting.both.await();

    assertThat(run.results())
        .extracting(Result::outcome)
        .contains(
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Cut off because the run was stopped.")),
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Not called because the run was stopped.")));
    assertThat(noting.calls).hasValue(1);
    assertThat(noting.replies)
        .contains(new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended."));
    // The place is free again for the next run.
    Plan again = plan(1, endpoints(1, "l"), ONE);
    Run next = FakeEndpoints.execution(again, Executors.context(), noting.limiting).run();
    assertThat(next.results()).allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
  }

  /** Two calls under a limit, of which those that are made wait for the end. */
  private static final class Endings implements Caller {

    private final AtomicInteger calls = new AtomicInteger();
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private final CountDownLatch both = new CountDownLatch(2);
    private final Caller limiting;

    Endings(CountDownLatch over) {
      limiting =
          new LimitingCaller(
              exchange -> {
                calls.incrementAndGet();
                await(over);
                return Answers.ok();
              },
              Time.SYSTEM);
    }

    @Override
    public Reply call(Exchange exchange) {
      Reply reply = limiting.call(exchange);
      replies.add(reply);
      both.countDown();
      return reply;
    }
  }

  @Test
  void onlyFirstAttemptsAreSpread() {
    Limit spread = spread(Duration.ofHours(1));
    AtomicInteger calls = new AtomicInteger();
    Caller limiting =
        new LimitingCaller(
            exchange -> {
              calls.incrementAndGet();
              return Answers.ok();
            },
            Time.SYSTEM);
    Caller attempting = new AttemptingCaller(limiting, Time.SYSTEM);
    Caller thrice =
        exchange -> {
          attempting.call(exchange);
          attempting.call(exchange);
          return attempting.call(exchange);
        };

    FakeEndpoints.execution(plan(1, endpoints(1, "l"), spread), Executors.context(), thrice).run();

    assertThat(calls).hasValue(3);
  }

  @Test
  void whatIsRepeatedDoesNotWaitForWhatIsDueLater() {
    ManualTime time = new ManualTime();
    AtomicInteger calls = new AtomicInteger();
    List<Execution> self = new ArrayList<>();
    Caller limiting =
        new LimitingCaller(
            exchange -> {
              calls.incrementAndGet();
              // Whose turn it is in half an hour has come.
              await(time::awaitSleeper);
              return Answers.ok();
            },
            time);
    Caller attempting = new AttemptingCaller(limiting, Time.SYSTEM);
    Caller twice =
        exchange -> {
          if (attempting.call(exchange) instanceof Reply.Failed ended) {
            return ended;
          }
          Reply second = attempting.call(exchange);
          self.getFirst().cancel();
          return second;
        };
    Plan plan = plan(2, endpoints(2, "l"), spread(Duration.ofHours(1)));
    self.add(FakeEndpoints.execution(plan, Executors.context(), twice));

    self.getFirst().run();

    assertThat(calls).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/, 1",
    "http://A.EXAMPLE:80/x, 1",
    "http://b.example/, 2",
    "http://c.example/, 9",
    "'http://[', 9",
    "/relative, 9",
  })
  void theHostDecidesWhereNoLimitIsNamed(String url, int atOnce) {
    CrowdCaller crowd = new CrowdCaller();
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      endpoints.add(Plans.get("e" + i, url));
    }
    CountDownLatch together = new CountDownLatch(atOnce);
    Caller meeting =
        exchange -> {
          together.countDown();
          await(together);
          return crowd.call(exchange);
        };
    Plan plan =
        plan(9, endpoints, named("n", 1), named("a", 1, "a.example"), named("b", 2, "b.example"));

    FakeEndpoints.execution(plan, Executors.context(), new LimitingCaller(meeting, Time.SYSTEM))
        .run();

    assertThat(crowd.calls).hasValue(9);
    assertThat(crowd.most.get()).isLessThanOrEqualTo(atOnce);
  }

  @Test
  void startsAreSpreadOverARun() {
    Limit spread = spread(Duration.ofNanos(300));
    Spreads spreads = new Spreads(plan(1, endpoints(3, "l"), spread));

    assertThat(spreads.next(spread, 1000)).isEqualTo(1000);
    assertThat(spreads.next(spread, 1000)).isEqualTo(1100);
    assertThat(spreads.next(spread, 1000)).isEqualTo(1200);
    assertThat(spreads.next(ONE, 5000)).isEqualTo(5000);
    Spreads late = new Spreads(plan(1, endpoints(4, "l"), spread));
    assertThat(late.next(spread, 1000)).isEqualTo(1000);
    assertThat(late.next(spread, 1150)).isEqualTo(1150);
    assertThat(late.next(spread, 1150)).isEqualTo(1200);
    assertThat(late.next(spread, 1600)).isEqualTo(1600);
    assertThat(late.next(spread, 1600)).isEqualTo(1600);
    Spreads unnamed = new Spreads(plan(1, endpoints(3, "other"), spread));
    assertThat(unnamed.next(spread, 1000)).isEqualTo(1000);
    assertThat(unnamed.next(spread, 1000)).isEqualTo(1300);
  }

  @Test
  void aSpreadRunIsSpreadOnTheClock() throws InterruptedException {
    ManualTime time = new ManualTime();
    Limit spread = spread(Duration.ofSeconds(10));
    List<Long> starts = new CopyOnWriteArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    Caller caller =
        new LimitingCaller(
            exchange -> {
              starts.add(time.nanos());
              first.countDown();
              return Answers.ok();
            },
            time);
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(
            () ->
                FakeEndpoints.execution(
                        plan(2, endpoints(2, "l"), spread), Executors.context(), caller)
                    .run());

    first.await();
    time.awaitSleeper();
    time.advance(Duration.ofSeconds(5));
    run.join();

    assertThat(starts).containsExactly(0L, 5_000_000_000L);
  }
}
