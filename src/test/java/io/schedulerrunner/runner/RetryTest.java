package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A retry of a run whose endpoints are not the configured ones, or not any more. */
final class RetryTest extends Running {

  private RunDetail earlier() {
    return history.read(store -> store.run("run-1")).orElseThrow();
  }

  private RunReply retry() {
    return runner.retry(earlier(), time.nanos(), RunListener.NONE);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::retry)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Send the request itself again");
    assertThat(executor.called()).isEmpty();
    assertThat(earlier().results()).extracting(RecordedResult::isSuccessful).contains(false);
  }

  @Test
  void anEndpointOfARequestIsNotTakenForTheConfiguredOneInItsPlace() {
    endpoints =
        List.of(Plans.get("endpoint-1", "http://h/asked"), Plans.get("endpoint-2", "http://h/b"));
    failing.add("endpoint-1");
    run(Trigger.MANUAL);
    executor.called();

    endpoints = List.of(Plans.get("endpoint-1", "http://h/configured"));
    assertRefused("\"endpoint-1\" did not succeed, but is not configured any more.");
  }

  @Test
  void noFailureIsLostSinceItsEndpointIsGone() {
    endpoints = endpoints("one", "billing");
    failing.add("billing");
    run(Trigger.MANUAL);
    executor.called();

    endpoints = endpoints("one");
    assertRefused("\"billing\" did not succeed, but is not configured any more.");
  }

  @Test
  void norIsThatOfARunThatBrokeOff() {
    endpoints = endpoints("billing", "two", "three");
    failing.add("billing");
    during =
        call -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> run(Trigger.MANUAL)).hasMessage("broken");
    during = call -> Sample.succeeded(200);
    executor.called();

    endpoints = endpoints("two", "three");
    assertRefused("\"billing\" did not succeed, but is not configured any more.");
  }

  @Test
  void whatHasSucceededMayBeGone() {
    endpoints = endpoints("one", "two");
    failing.add("two");
    run(Trigger.MANUAL);
    executor.called();
    failing.clear();

    endpoints = endpoints("two");
    assertThat(retry().run().orElseThrow().results()).hasSize(1);
    assertThat(executor.called()).containsExactly("two");
  }

  @Test
  void withANameAnEndpointIsTheSameWhateverItsUrl() {
    endpoints = List.of(Plans.get("one", "http://h/wrong"));
    failing.add("one");
    run(Trigger.MANUAL);
    executor.called();
    failing.clear();

    endpoints = List.of(Plans.get("one", "http://h/right"));
    retry();
    assertThat(executor.called()).containsExactly("one");
  }

  @Test
  void withoutANameAnEndpointIsTheSameAtItsPlaceWithItsUrl() {
    endpoints = List.of(Plans.get("endpoint-1", "http://h/a"), Plans.get("x", "http://h/b"));
    failing.add("endpoint-1");
    run(Trigger.MANUAL);
    executor.called();
    failing.clear();

    retry();
    assertThat(executor.called()).containsExactly("endpoint-1");
  }
}
