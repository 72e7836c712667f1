package io.schedulerrunner.plan;

import static io.schedulerrunner.testing.Plans.after;
import static io.schedulerrunner.testing.Plans.get;
import static io.schedulerrunner.testing.Plans.parallel;
import static io.schedulerrunner.testing.Plans.sequential;
import static io.schedulerrunner.testing.Plans.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorstCaseTest {

  private static Endpoint seconds(String name, int seconds) {
    return within(Duration.ofSeconds(seconds), get(name, "http://a"));
  }

  private static Endpoint retrying(int attempts, int least, int most) {
    Endpoint endpoint = seconds("a", 10);
    Retry retry =
        new Retry(
            attempts,
            Duration.ofSeconds(least),
            Duration.ofSeconds(most),
            Set.of(),
            Retry.NEVER.statuses());
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        retry,
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(WorstCase.of(parallel())).isZero();
  }

  @Test
  void oneAfterAnotherTheTimeoutsAddUp() {
    assertThat(WorstCase.of(sequential(seconds("a", 1), seconds("b", 2), seconds("c", 3))))
        .hasSeconds(6);
  }

  @Test
  void inParallelTheLongestCounts() {
    assertThat(WorstCase.of(parallel(seconds("a", 1), seconds("b", 3), seconds("c", 2))))
        .hasSeconds(3);
  }

  @Test
  void fewWorkersTakeTurns() {
    Plan plan =
        Plans.plan(
            Plan.Mode.PARALLEL,
            2,
            Duration.ofMinutes(1),
            List.of(seconds("a", 5), seconds("b", 2), seconds("c", 4), seconds("d", 1)));
    assertThat(WorstCase.of(plan)).hasSeconds(6);
  }

  @Test
  void everyAttemptAndEveryPauseCounts() {
    assertThat(WorstCase.of(retrying(1, 1, 30))).hasSeconds(10);
    assertThat(WorstCase.of(retrying(2, 1, 30))).hasSeconds(21);
    assertThat(WorstCase.of(retrying(5, 3, 10))).hasSeconds(50 + 3 + 6 + 10 + 10);
    assertThat(WorstCase.of(retrying(3, 20, 5))).hasSeconds(30 + 5 + 5);
  }

  @Test
  void whatDependsOnOthersWaitsForThem() {
    assertThat(
            WorstCase.of(
                parallel(
                    after(List.of("b", "c"), seconds("a", 1)),
                    after(List.of("c"), seconds("b", 2)),
                    seconds("c", 3),
                    seconds("d", 4))))
        .hasSeconds(6);
  }

  @Test
  void whatTheRunLeavesOutIsNotWaitedFor() {
    assertThat(WorstCase.of(parallel(after(List.of("elsewhere"), seconds("a", 1))))).hasSeconds(1);
  }

  @Test
  void whatDependsOnItselfIsNotCalled() {
    assertThat(
            WorstCase.of(
                parallel(
                    seconds("a", 2),
                    after(List.of("c"), seconds("b", 9)),
                    after(List.of("b"), seconds("c", 9)))))
        .hasSeconds(2);
  }
}
