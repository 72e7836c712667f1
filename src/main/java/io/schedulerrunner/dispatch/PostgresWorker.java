package io.schedulerrunner.dispatch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.PostgresPool;
import io.schedulerrunner.history.StoreUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the batches that are in the database, with db-scheduler: it says who takes which, and
 * gives what a killed instance had taken to another one. Thread-safe.
 */
public final class PostgresWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresWorker.class);

  /** Batches at the same time: while the last calls of one are waited for, another is going on. */
  static final int AT_ONCE = 2;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 4;

  private final BatchWork work;
  private final Runnable cut;
  private final Time time;
  private final Outages outages;
  private final HikariDataSource pool;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler;
  private final Thread starter = Thread.ofVirtual().name("worker").unstarted(this::begin);

  /**
   * Opens a pool; begins to work with {@link #start}.
   *
   * @param instance a name for this process, unique among all
   * @param cut ends what is being carried out here
   */
  public PostgresWorker(
      StoreUrl.Postgres url, String instance, BatchWork work, Runnable cut, Time time) {
    this.work = work;
    this.time = time;
    outages = new Outages(time, HEARTBEAT.multipliedBy(MISSED));
    this.cut = cut;
    pool = PostgresPool.open(url, "worker", CONNECTIONS);
    scheduler =
        Scheduler.create(pool, task())
            .tableName(TaskQueue.TABLE)
            .jdbcCustomization(TaskQueue.dialect())
            .schedulerName(new SchedulerName.Fixed(instance))
            .executorService(threads)
            .threads(AT_ONCE)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .addSchedulerListener(outages)
            .failureLogging(LogLevel.DEBUG, /* logStackTrace= */ true)
            .build();
  }

  private CustomTask<Void> task() {
    return Tasks.custom(TaskQueue.BATCH)
        .onFailure(
            (failed, task) -> task.reschedule(failed, failed.getTimeDone().plus(pause(failed))))
        .onDeadExecution(this::revive)
        .execute(
            (task, context) -> {
              work.work(Batch.Key.parse(task.getId()), AT_ONCE);
              return new CompletionHandler.OnCompleteRemove<>();
            });
  }

  /**
   * Gives what a killed instance had to another one. While the database was away nobody could give
   * a sign of life: then those who live have some time to do so.
   */
  void revive(ExecutionComplete dead, ExecutionOperations<Void> task) {
    if (outages.arePast()) {
      LOG.info("Batch {} is taken over", dead.getExecution().getId());
      task.reschedule(dead, time.now());
    }
  }

  /** Another instance may begin at once where this one stops; else it is left for a while. */
  private static Duration pause(ExecutionComplete failed) {
    Optional<Throwable> cause = failed.getCause();
    boolean stops =
        cause
            .filter(PostponedException.class::isInstance)
            .map(PostponedException.class::cast)
            .filter(it -> it.reason() == PostponedException.Reason.STOPPING)
            .isPresent();
    if (stops) {
      return Duration.ZERO;
    }
    cause.ifPresent(it -> LOG.warn("Batch {} is left for now", failed.getExecution().getId(), it));
    int seconds = 1 + failed.getExecution().consecutiveFailures;
    return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
  }

  /** What it knows of failures. */
  Outages outages() {
    return outages;
  }

  /** Begins to take batches, as soon as the database is there. Call it once. */
  public void start() {
    starter.start();
  }

  private void begin() {
    try {
      work.awaitStore();
      scheduler.start();
    } catch (InterruptedException e) {
      LOG.debug("Stopped before the database was there", e);
    }
  }

  /**
   * Takes no more batches, and gives back those that are being worked on: what has been called and
   * recorded of them is not called again.
   */
  public void stop() {
    starter.interrupt();
    scheduler.pause();
    cut.run();
    scheduler.stop();
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
