package io.schedulerrunner.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestReader;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.WebServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several instances make of a run. */
final class SpreadRunsTest extends Spread {

  @Test
  void everyCallIsMadeOnceAndTheReportIsInTheOrderOfThePlan() {
    IntStream.range(0, 300).forEach(i -> endpoints.add(endpoint((i % 7 == 0 ? "bad" : "e") + i)));
    try (Member one = member().working();
        Member _ = member().working()) {
      Run run = carried(one.run(RunRequest.DEFAULT));

      assertThat(run.results())
          .extracting(result -> result.call().index())
          .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
      assertThat(run.results())
          .extracting(result -> result.call().name())
          .containsExactlyElementsOf(endpoints.stream().map(Endpoint::name).toList());
      assertThat(run.results())
          .filteredOn(it -> it.outcome() instanceof Outcome.Failed)
          .hasSize(43);
      assertThat(called()).doesNotHaveDuplicates().hasSize(300);
      assertThat(server.received())
          .allMatch(it -> it.header("Idempotency-key").equals(run.id() + it.target()));
    }
  }

  @Test
  void whatDependsOnOthersWaitsForThemWhereverTheyAreCalled() {
    endpoints.add(endpoint("first"));
    endpoints.add(endpoint("bad-first"));
    IntStream.range(0, 500).forEach(i -> endpoints.add(endpoint("e" + i, "first")));
    IntStream.range(0, 20).forEach(i -> endpoints.add(endpoint("s" + i, "bad-first")));
    endpoints.add(endpoint("last", "e0", "e499"));
    try (Member _ = member().working();
        Member two = member().working()) {
      Run run = carried(two.run(RunRequest.DEFAULT));

      assertThat(run.results()).hasSize(523);
      assertThat(run.results())
          .filteredOn(it -> it.outcome() instanceof Outcome.Skipped)
          .hasSize(20);
      assertThat(server.received()).hasSize(503);
      List<String> order = server.received().stream().map(WebServer.Received::target).toList();
      assertThat(order.indexOf("/first")).isLessThan(order.indexOf("/e0"));
      assertThat(order.getLast()).isEqualTo("/last");
    }
  }

  @Test
  void aRepeatedTriggerCallsOnlyWhatHasNotSucceeded() {
    endpoints.add(endpoint("a"));
    endpoints.add(endpoint("bad"));
    Trigger trigger = new Trigger("scheduler", Optional.empty(), Optional.of("six"));
    try (Member one = member().working()) {
      Run first = carried(one.run(RunRequest.DEFAULT, trigger));
      Run second = carried(one.run(RunRequest.DEFAULT, trigger));

      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.results()).extracting(Result::reused).containsExactly(true, false);
      assertThat(called()).containsExactly("/a", "/bad", "/bad");
    }
  }

  @Test
  void oneAfterAnotherIsOneAfterAnother() {
    IntStream.range(0, 30).forEach(i -> endpoints.add(endpoint("e" + i)));
    RunRequest request =
        RunRequestReader.read(
            "{\"parallel\": false}".getBytes(UTF_8), Configurations.settings(Map.of()));
    try (Member one = member().working();
        Member _ = member().working()) {
      one.run(request);

      assertThat(server.received().stream().map(WebServer.Received::target))
          .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "/e" + i).toList());
    }
  }

  @Test
  void observersHearOfTheRunWhereItEnds() {
    IntStream.range(0, 40).forEach(i -> endpoints.add(endpoint("e" + i)));
    List<String> heard = new CopyOnWriteArrayList<>();
    RunObserver observer =
        start ->
            new RunObserver.Watch() {
              @Override
              public void finished(Result result) {
                heard.add(result.call().name());
              }

              @Override
              public List<RunObserver.Note> ended(Run run, boolean kept) {
                heard.add("ended " + run.results().size());
                return List.of();
              }
            };
    try (Member one = new Member(url, this::set, observer).working();
        Member _ = new Member(url, this::set, observer).working()) {
      one.run(RunRequest.DEFAULT);
    }
    assertThat(heard).hasSize(41).last().isEqualTo("ended 40");
  }
}
