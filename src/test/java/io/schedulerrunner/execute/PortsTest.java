package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.junit.jupiter.api.Test;

/** What the package offers to others. */
class PortsTest {

  /** Remembers what it was asked to end. */
  private static final class Remembering implements PlanExecutor {

    private final List<String> ended = new ArrayList<>();

    @Override
    public Run execute(Plan plan, RunContext context) {
      return FakeEndpoints.execution(plan, context, exchange -> Answers.ok()).run();
    }

    @Override
    public void cancel() {
      ended.add("all");
    }

    @Override
    public void cancel(String runId) {
      ended.add(runId);
    }

    @Override
    public void close() {
      ended.add("itself");
    }
  }

  @Test
  void whoKnowsRunsByTheirIdsOnlyEndsThemByThese() {
    Remembering executor = new Remembering();

    executor.cancel(Executors.context());

    assertThat(executor.ended).containsExactly("run-1");
  }

  @Test
  void anObserverNeedsNoTimeUnlessItSaysSo() {
    RunObserver observer =
        start -> {
          throw new IllegalStateException("Nothing is begun here.");
        };

    assertThat(observer.timeNeeded()).isEqualTo(Duration.ZERO);
  }

  @Test
  void nothingKeptIsNothingWhole() {
    assertThat(KeptBody.EMPTY.truncated()).isFalse();
    assertThat(MemoryBody.empty(true).truncated()).isTrue();
  }

  @Test
  void whatAnEarlierAttemptGotIsNotCutAsAnAnswer() {
    assertThat(new ReusedAnswer("one", new Response(200, KeptBody.EMPTY)).isCut()).isFalse();
  }

  @Test
  void only207IsAMultiStatus() {
    assertThat(new Response(207, KeptBody.EMPTY).isMultiStatus()).isTrue();
    assertThat(new Response(200, KeptBody.EMPTY).isMultiStatus()).isFalse();
  }

  @Test
  void aResultWithAnotherOutcomeIsOtherwiseTheSame() {
    Plan plan = Plans.parallel(Plans.get("one", "http://a.example/"));
    Outcome before = new Outcome.Omitted("before");
    Outcome after = new Outcome.Omitted("after");
    Result result =
        new Result(
            plan.calls().getFirst(),
            before,
            Instant.EPOCH,
            Duration.ofMillis(3),
            List.of(),
            true,
            Optional.of("curl"));

    assertThat(result.with(after).outcome()).isSameAs(after);
    assertThat(result.with(after).with(before)).isEqualTo(result);
  }

  @Test
  void theRunnersOwnRequestsAreNotUnderTheRulesForEndpoints() throws Exception {
    try (GoogleAccess access = GoogleAccess.of(Executors.settings(), "test")) {
      URI url = URI.create("http://127.0.0.1:1/path");

      Request request = access.request(url);

      assertThat(request.getURI()).isEqualTo(url);
      assertThat(request.getTag()).isEqualTo(OwnServers.ALLOWED);
      assertThat(access.token(Duration.ofMillis(1))).isInstanceOf(TokenReply.class);
    }
  }
}
