package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When a run and its parts began, and how long they took. */
class RunTimesTest {

  private static final Instant BEGINNING = Instant.parse("2026-11-23T06:00:00Z");
  private static final Plan PLAN = Plans.parallel(Plans.get("one", "http://a.example/"));

  private final PassingTime time = new PassingTime();

  private Run run(Caller endpoint) {
    long arrived = time.nanos();
    time.pass(Duration.ofSeconds(3));
    RunContext context =
        new RunContext("run-1", Trigger.MANUAL, arrived, RunListener.NONE, List.of());
    Caller caller = new AttemptingCaller(endpoint, time);
    Scopes scopes = new Scopes(Executors.settings(), 1 << 20, Path.of("target"));
    return new Execution(PLAN, context, new CallRunner(caller, time), scopes, time).run();
  }

  @Test
  void aRunCountsFromItsTriggersArrival() {
    time.pass(Duration.ofSeconds(10));

    Run run =
        run(
            exchange -> {
              time.pass(Duration.ofSeconds(2));
              return Answers.ok();
            });

    assertThat(run.startedAt()).isEqualTo(BEGINNING.plusSeconds(10));
    assertThat(run.duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(run.results().getFirst().duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(run.results().getFirst().finishedAt()).isEqualTo(BEGINNING.plusSeconds(15));
  }

  @Test
  void whatIsCutOffLastedUntilThen() {
    Progress progress = new Progress();
    progress.begin(BEGINNING, Duration.ofSeconds(4).toNanos());
    Failure failure = new Failure(ErrorType.DEADLINE, "Too late.");

    List<Attempt> attempts = progress.attemptsEndedBy(failure, Duration.ofSeconds(9).toNanos());

    assertThat(attempts)
        .containsExactly(
            new Attempt(
                1,
                BEGINNING,
                Duration.ofSeconds(5),
                OptionalInt.empty(),
                Optional.of(failure),
                Phases.NONE,
                Optional.empty()));
  }

  @Test
  void whatHadBegunIsToldHowLongItTook() {
    time.pass(Duration.ofSeconds(10));
    Progress progress = new Progress();
    progress.start(Duration.ofSeconds(4).toNanos());
    Unfinished unfinished =
        new Unfinished(Duration.ofSeconds(10), Duration.ZERO, Ledger.End.CANCELLED, time);

    assertThat(unfinished.result(PLAN.calls().getFirst(), progress).duration())
        .isEqualTo(Duration.ofSeconds(6));
  }
}
