package io.schedulerrunner;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.dispatch.PostgresWorker;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that does nothing but make the calls that others have handed over. */
final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final PlanExecutor executor;
  private final History history;
  private final PostgresWorker batches;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** With settings that say {@code WORKER=on}. */
  Worker(
      Configuration configuration,
      PlanExecutor executor,
      History history,
      List<RunObserver> observers) {
    this.executor = executor;
    this.history = history;
    Runner runner =
        new Runner(
                configuration.settings(),
                configuration.endpoints(),
                executor,
                history,
                Application.ids())
            .observedBy(observers);
    batches =
        new Spreading(configuration.settings(), history).worker(runner, executor).orElseThrow();
    configuration.warnings().forEach(LOG::warn);
  }

  /** Works until it is told to stop. */
  void run() {
    history.start();
    batches.start();
    LOG.info("Working on what other instances hand over");
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops in good order: what is not done is given back. */
  void stop() {
    LOG.info("Stopping");
    batches.stop();
    stopped.countDown();
  }

  @Override
  public void close() {
    batches.close();
    executor.close();
    history.close();
  }
}
