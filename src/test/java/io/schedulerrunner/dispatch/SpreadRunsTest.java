package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that are handed over to instances that share a PostgreSQL. */
final class SpreadRunsTest {

  private final StoreUrl.Postgres url = PostgresServer.database();
  private final WebServer server =
      new WebServer(
          exchange ->
              WebServer.always(
                      exchange.getRequestURI().getPath().startsWith("/bad") ? 500 : 200,
                      "application/json",
                      "{\"path\":\"" + exchange.getRequestURI().getPath() + "\"}")
                  .to(exchange));
  private List<Endpoint> endpoints = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private EndpointSet set() {
    return new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
  }

  private Endpoint endpoint(String name, String... after) {
    return Plans.after(List.of(after), Plans.get(name, server.url("/" + name)));
  }

  private Member member() {
    return new Member(url, this::set);
  }

  private static Run carried(RunReply reply) {
    return ((RunReply.Carried) reply).done();
  }

  private List<String> called() {
    return server.received().stream().map(WebServer.Received::target).sorted().toList();
  }

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
}
