package io.schedulerrunner.schedule;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.runner.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs what is due when somebody outside says what time it is. Thread-safe. */
public final class Ticks {

  private static final String SOURCE = "tick";

  private final Schedules schedules;
  private final Runner runner;
  private final Duration period;
  private final Supplier<String> ids;

  /**
   * With the schedules it looks at.
   *
   * @param minutes from one tick to the next: {@code TICK_MINUTES}
   * @param ids of reports at which nothing was due
   */
  public Ticks(Schedules schedules, Runner runner, int minutes, Supplier<String> ids) {
    this.schedules = schedules;
    this.runner = runner;
    this.period = Duration.ofMinutes(minutes);
    this.ids = ids;
  }

  /**
   * Runs what is due since the tick before; first, one after another, what was missed. A tick that
   * was seen to is not run again.
   *
   * @param asked the time of the tick; by default now. Seconds do not count
   * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived, which the deadline of
   *     all these runs counts from
   * @return what came of the tick itself; a report of nothing where nothing was due
   */
  public RunReply tick(Optional<Instant> asked, long arrivedNanos) {
    Instant now = runner.history().now();
    Instant at = asked.orElse(now).truncatedTo(ChronoUnit.MINUTES);
    States states = schedules.states();
    List<Firing> firings =
        new Tick(SOURCE, at, period)
            .firings(schedules.timetable(), states.paused(), states.handledUntil(SOURCE));
    boolean settled = true;
    for (Firing missed : firings.subList(0, firings.size() - 1)) {
      settled &= isSettled(run(missed, arrivedNanos));
    }
    RunReply reply = run(firings.getLast(), arrivedNanos);
    if (settled && isSettled(reply) && !at.isAfter(now)) {
      states.handled(SOURCE, at);
    }
    return reply;
  }

  private RunReply run(Firing firing, long arrivedNanos) {
    if (firing.isIdle()) {
      return nothing(firing);
    }
    RunReply reply = runner.run(firing.request(), firing.trigger(), arrivedNanos, RunListener.NONE);
    if (isSettled(reply)) {
      schedules.states().fired(firing);
    }
    return reply;
  }

  /** The history of a tick each minute would be full of these. */
  private RunReply nothing(Firing firing) {
    Instant now = runner.history().now();
    return new RunReply.Carried(
        new Run(
            ids.get(),
            firing.trigger(),
            runner.plan(firing.request()),
            now,
            now,
            Duration.ZERO,
            List.of()),
        true,
        false);
  }

  static boolean isSettled(RunReply reply) {
    return reply.run().isPresent();
  }
}
