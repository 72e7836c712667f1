package io.schedulerrunner.plan;

import static io.schedulerrunner.testing.Plans.get;
import static io.schedulerrunner.testing.Plans.parallel;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a plan, of a request and of a trigger that are changed in one place. */
final class PlanTest {

  private static final Plan PLAN =
      parallel(get("a", "http://a"), get("b", "http://b"), get("c", "http://c"));

  @Test
  void aPartOfAPlanKeepsItsOrderAndIsNumberedAnew() {
    Plan part = PLAN.only(Set.of("c", "a", "elsewhere"));

    assertThat(part.calls()).extracting(Call::name).containsExactly("a", "c");
    assertThat(part.calls()).extracting(Call::index).containsExactly(0, 1);
    assertThat(part)
        .isEqualTo(
            new Plan(
                List.of(
                    PLAN.calls().get(0),
                    new Call(1, PLAN.calls().get(2).endpoint(), PLAN.calls().get(2).payload())),
                PLAN.mode(),
                PLAN.maxWorkers(),
                PLAN.deadline(),
                PLAN.limits(),
                PLAN.secrets(),
                PLAN.trusted()));
  }

  @Test
  void onlyTheNumberOfEndpointsInFlightIsAnother() {
    Plan narrow = PLAN.with(2);

    assertThat(narrow.maxWorkers()).isEqualTo(2);
    assertThat(narrow).isNotEqualTo(PLAN);
    assertThat(narrow.with(3)).isEqualTo(PLAN);
  }

  @Test
  void aRunThatIsOverAtTheDeadlineIsInTime() {
    assertThat(PLAN.leavesTimeFor(PLAN.deadline())).isTrue();
    assertThat(PLAN.leavesTimeFor(PLAN.deadline().plusNanos(1))).isFalse();
  }

  @Test
  void onlyHowLongTheTriggerWaitsIsAnother() {
    RunRequest request = RunRequest.only(Set.of("a"));
    RunRequest waiting = request.waiting(Duration.ofSeconds(5));

    assertThat(waiting.waitFor()).hasSeconds(5);
    assertThat(waiting.only()).contains(Set.of("a"));
    assertThat(waiting.waiting(Duration.ZERO)).isEqualTo(request);
  }

  @Test
  void aTriggerOfAJobHasAllThatItHadBefore() {
    Optional<Instant> due = Optional.of(Instant.parse("2026-11-23T06:00:00Z"));
    Trigger trigger = new Trigger("scheduler", due, Optional.of("key"));

    assertThat(trigger.of("nightly", Overlap.QUEUE))
        .isEqualTo(
            new Trigger(
                "scheduler", due, Optional.of("key"), Optional.of("nightly"), Overlap.QUEUE));
  }

  @Test
  void onlyTheBuiltInSchedulerLeavesWhatFailedAlone() {
    assertThat(new Trigger("cron", Optional.empty(), Optional.empty()).isOnce()).isTrue();
    assertThat(Trigger.MANUAL.isOnce()).isFalse();
  }
}
