package io.schedulerrunner.dispatch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.Outbox;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends batches as tasks of db-scheduler, in the transaction of the store. The name of a task says
 * which batch it is; it carries no data. Thread-safe.
 */
public final class TaskQueue implements Outbox {

  static final String TABLE = "runner_tasks";
  static final TaskDescriptor<Void> BATCH = TaskDescriptor.of("batch");

  private final InstantSource clock;

  /** With the clock that says from when on a task is due. */
  public TaskQueue(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void send(Connection connection, List<Batch.Key> batches) {
    List<TaskInstance<?>> tasks = new ArrayList<>();
    batches.forEach(batch -> tasks.add(BATCH.instance(batch.text()).build()));
    SchedulerClient.Builder.create(OneConnection.source(connection), List.of())
        .tableName(TABLE)
        .jdbcCustomization(dialect())
        .build()
        .scheduleBatch(tasks, clock.instant());
  }

  /** Said, so that nobody need ask the server. */
  static JdbcCustomization dialect() {
    return new PostgreSqlJdbcCustomization(
        /* useGenericLockAndFetch= */ false, /* persistTimestampInUTC= */ false);
  }
}
