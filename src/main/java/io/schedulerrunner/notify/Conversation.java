package io.schedulerrunner.notify;

import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel and one run. What hangs is left behind, interrupted, on a thread of its own. */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final String IN_TIME = "There was no time left before the run's deadline.";

  private final Channel channel;
  private final RunStart start;
  private final FutureTask<Optional<Delivery>> beginning;

  private Conversation(Channel channel, RunStart start) {
    this.channel = channel;
    this.start = start;
    beginning =
        begin(
            () -> {
              channel.begun(start);
              return Optional.empty();
            });
  }

  /** Says that a run begins, without waiting for anybody. */
  static Conversation begin(Channel channel, RunStart start) {
    return new Conversation(channel, start);
  }

  /** The report's field. */
  String name() {
    return channel.name();
  }

  /** Says that the run has ended, once the other side knows of its beginning. */
  FutureTask<Optional<Delivery>> end(Report report, TimeLimit limit) {
    return afterBeginning(limit, () -> channel.ended(start, report, limit));
  }

  /** Says that a bug has broken the run off, once the other side knows of its beginning. */
  FutureTask<Optional<Delivery>> breakOff(TimeLimit limit) {
    return afterBeginning(limit, () -> channel.broken(start, limit));
  }

  private FutureTask<Optional<Delivery>> afterBeginning(
      TimeLimit limit, Callable<Optional<Delivery>> work) {
    return begin(
        () -> {
          outcome(beginning, limit.half());
          return work.call();
        });
  }

  /** What came of it, within the limit. */
  Optional<Delivery> outcome(FutureTask<Optional<Delivery>> task, TimeLimit limit)
      throws InterruptedException {
    try {
      return task.get(limit.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of(new Delivery.Failed(IN_TIME));
    } catch (ExecutionException e) {
      LOG.error("{} of run {} failed", channel.name(), start.id(), e.getCause());
      return Optional.of(new Delivery.Failed("It could not be made; the log says why."));
    } finally {
      task.cancel(true);
    }
  }

  private static FutureTask<Optional<Delivery>> begin(Callable<Optional<Delivery>> work) {
    FutureTask<Optional<Delivery>> task = new FutureTask<>(work);
    Thread.ofVirtual().name("notify").start(task);
    return task;
  }
}
