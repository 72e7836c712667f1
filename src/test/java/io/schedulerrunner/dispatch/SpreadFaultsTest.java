package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.zaxxer.hikari.HikariDataSource;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.PostgresPool;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.Instance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may go wrong with runs that are handed over. */
final class SpreadFaultsTest extends Spread {

  private static final ExecutionComplete DEAD =
      ExecutionComplete.failure(
          new Execution(Instant.EPOCH, TaskQueue.BATCH.instance("1/1/1").build()),
          Instant.EPOCH,
          Instant.EPOCH,
          null);

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
}
