package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteRunTest {

  private static final String ENDED =
      "data: {\"index\":0,\"name\":\"one\",\"status\":\"success\",\"status_code\":200}";

  private final List<String> heard = new ArrayList<>();
  private final RemoteRun run =
      new RemoteRun(
          Plans.parallel(Plans.get("one", "http://a"), Plans.get("two", "http://b")).calls(),
          new RunListener() {
            @Override
            public void started(Call call) {
              heard.add("started " + call.name());
            }

            @Override
            public void finished(Result result) {
              heard.add("finished " + result.call().name());
            }
          });

  @Test
  void eventsAreToldOnce() {
    String begins = "data: {\"index\":0,\"name\":\"one\"}";
    run.hear(begins);
    run.hear(begins);
    run.hear(ENDED);
    run.hear(ENDED);
    run.hear(begins);

    assertThat(heard).containsExactly("started one", "finished one");
  }

  @Test
  void whatEndedIsNotSaidToBegin() {
    run.hear(ENDED);
    run.hear("data: {\"index\":0,\"name\":\"one\"}");

    assertThat(heard).containsExactly("finished one");
  }

  @Test
  void whatIsHeardAfterTheEndIsToldToNobody() {
    run.broken(Instant.EPOCH, Duration.ZERO);
    run.hear(ENDED);
    run.hear("data: {\"index\":1,\"name\":\"two\"}");

    assertThat(heard).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsPassedOver() {
    run.hear(": heartbeat");
    run.hear("event: endpoint");
    run.hear("data: nonsense");
    run.hear("data: {\"run_id\":\"1\"}");
    run.hear("data: {\"index\":7,\"status\":\"success\"}");
    run.hear("data: {\"index\":1,\"status\":\"splendid\"}");

    assertThat(heard).isEmpty();
  }

  @Test
  void theReportTellsTheRest() {
    run.hear(ENDED);
    Run reported = run.reported(Json.read(FakeRunner.REPORT));

    assertThat(heard).containsExactly("finished one", "finished two");
    assertThat(reported.id()).isEqualTo("0199-there");
  }

  @Test
  void withoutAReportItIsWhatWasHeard() {
    run.named("0199");
    run.hear(ENDED);
    Run broken = run.broken(Runs.NOON, Duration.ofSeconds(2));

    assertThat(broken.id()).isEqualTo("0199");
    assertThat(broken.endedAt()).isEqualTo(Runs.NOON.plusSeconds(2));
    assertThat(broken.results())
        .extracting(result -> result.call().name())
        .containsExactly("one", "two");
    assertThat(broken.results().getFirst().outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(broken.results().getLast().outcome()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(heard).containsExactly("finished one");
  }
}
