package io.schedulerrunner.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.zaxxer.hikari.HikariDataSource;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.PostgresPool;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestReader;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that are handed over to instances that share a PostgreSQL. */
final class SpreadRunsTest {

  private static final ExecutionComplete DEAD =
      ExecutionComplete.failure(
          new Execution(Instant.EPOCH, TaskQueue.BATCH.instance("1/1/1").build()),
          Instant.EPOCH,
          Instant.EPOCH,
          null);

  private final StoreUrl.Postgres url = PostgresServer.database();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final WebServer server =
      new WebServer(
          exchange -> {
            hold(exchange.getRequestURI().getPath());
            WebServer.always(
                    exchange.getRequestURI().getPath().startsWith("/bad") ? 500 : 200,
                    "application/json",
                    "{\"path\":\"" + exchange.getRequestURI().getPath() + "\"}")
                .to(exchange);
          });
  private final List<Endpoint> endpoints = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private void hold(String path) throws IOException {
    if (path.startsWith("/slow")) {
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
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
  void whatAWorkerThatStopsHasNotDoneIsDoneByAnother() throws Exception {
    IntStream.range(0, 10).forEach(i -> endpoints.add(endpoint("slow" + i)));
    try (Member one = member();
        Member two = member()) {
      String id = one.handOver(RunRequest.DEFAULT);
      one.working();
      held.await();
      one.stop();
      assertThat(two.history.read(store -> store.outline(id)).orElseThrow().ending()).isEmpty();
      released.countDown();
      two.working();
      Run run = awaited(two, id);

      assertThat(run.results()).allMatch(it -> it.outcome() instanceof Outcome.Succeeded);
      assertThat(server.received().stream().map(it -> it.header("Idempotency-key")).distinct())
          .hasSize(10);
    }
  }

  private static Run awaited(Member member, String id) throws InterruptedException {
    while (member.history.read(store -> store.outline(id)).orElseThrow().ending().isEmpty()) {
      Instance.pause(Duration.ofMillis(20));
    }
    return member.history.read(store -> store.run(id)).orElseThrow().toRun();
  }

  @Test
  void aWorkerWithOtherEndpointsLeavesTheRunToOneThatHasThem() throws Exception {
    endpoints.add(endpoint("a"));
    EndpointSet other = new EndpointSet(List.of(), Map.of(), Secrets.NONE, List.of());
    try (Member wrong = new Member(url, () -> other).working();
        Member right = member()) {
      String id = right.handOver(RunRequest.DEFAULT);
      while (failures(id) == 0) {
        Instance.pause(Duration.ofMillis(20));
      }
      assertThat(called()).isEmpty();
      wrong.stop();
      right.working();

      assertThat(awaited(right, id).results()).hasSize(1);
      assertThat(called()).containsExactly("/a");
    }
  }

  private int failures(String id) {
    return ask(
        "SELECT consecutive_failures FROM runner_tasks WHERE task_instance LIKE '" + id + "%'");
  }

  private int ask(String query) {
    try (HikariDataSource pool = PostgresPool.open(url, "test", 1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        connection.commit();
        return statement.getUpdateCount();
      }
      ResultSet rows = statement.getResultSet();
      return rows.next() ? rows.getInt(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatADeadWorkerHadIsTakenOverButNotRightAfterAnOutage() throws Exception {
    endpoints.add(endpoint("a"));
    try (Member one = member();
        Member two = member()) {
      String id = one.handOver(RunRequest.DEFAULT);
      assertThat(
              ask(
                  "UPDATE runner_tasks SET picked = true, picked_by = 'dead',"
                      + " last_heartbeat = now() - interval '1 hour'"))
          .isEqualTo(1);
      Outages outages = two.worker.outages();
      outages.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
      assertThat(outages.arePast()).isTrue();
      outages.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
      assertThat(outages.arePast()).isFalse();
      two.worker.revive(DEAD, new ExecutionOperations<>(null, null, DEAD.getExecution()));
      two.time.pass(Duration.ofSeconds(5));
      assertThat(outages.arePast()).isTrue();
      two.working();

      assertThat(awaited(two, id).results()).hasSize(1);
      assertThat(called()).containsExactly("/a");
    }
  }

  @Test
  void aWorkerCanBeStoppedBeforeTheDatabaseIsThere() {
    StoreUrl.Postgres nowhere =
        new StoreUrl.Postgres("127.0.0.1", 1, "db", "u", "not-a-real-secret-1", Map.of());
    Member member = new Member(nowhere, this::set).working();

    member.close();

    assertThat(member.run(RunRequest.DEFAULT)).isEqualTo(new RunReply.Unavailable());
  }

  @Test
  void aTaskThatIsThereAlreadyIsNotSentAgain() throws SQLException {
    try (Member one = member()) {
      endpoints.add(endpoint("a"));
      String id = one.handOver(RunRequest.DEFAULT);
      try (HikariDataSource pool = PostgresPool.open(url, "test", 1);
          Connection connection = pool.getConnection()) {
        TaskQueue queue = new TaskQueue(InstantSource.system());
        List<Batch.Key> known = List.of(new Batch.Key(id, 1, 0));

        assertThatThrownBy(() -> queue.send(connection, known))
            .isInstanceOf(FailedToScheduleBatchException.class);
        assertThatThrownBy(() -> OneConnection.source(connection).getConnection().setSavepoint(""))
            .isInstanceOf(SQLException.class);
      }
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
        Member two = new Member(url, this::set, observer).working()) {
      one.run(RunRequest.DEFAULT);
    }
    assertThat(heard).hasSize(41).last().isEqualTo("ended 40");
  }
}
