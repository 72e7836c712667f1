package io.schedulerrunner.web;

import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Ending;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.LiveRun;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run's progress as server-sent events. Of a run of this process an event's id is how often the
 * run was opened and how many of its events came so far, so that a client that was cut off misses
 * nothing; of any other run what is known comes again with every connection.
 */
final class RunEvents {

  private static final int MOST_DIGITS = 9;

  private final History history;
  private final Pace pace;

  /**
   * How often there is something on the wire.
   *
   * @param heartbeat longest silence in a run of this process
   * @param poll how often the history is asked about a run of another one
   */
  record Pace(Duration heartbeat, Duration poll, Time time) {
    static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(15), Duration.ofSeconds(1), Time.SYSTEM);
  }

  /** A result that was sent. */
  private record Sent(String name, Instant at) {}

  RunEvents(History history, Pace pace) {
    this.history = history;
    this.pace = pace;
  }

  /** The events of a run of this process, as they happen, after the last one seen. */
  Answer live(LiveRun run, Optional<String> last) {
    String opening = run.opening() + "-";
    int seen =
        last.filter(id -> id.startsWith(opening))
            .flatMap(id -> count(id.substring(opening.length())))
            .orElse(0);
    return answer(
        events -> {
          events.started(run.id(), run.endpoints());
          follow(run, seen, events);
          if (run.outcome().isPresent()) {
            events.finished(run.outcome().get(), Ending.of(run.outcome().get()).status());
          }
        });
  }

  private static Optional<Integer> count(String text) {
    boolean valid = text.length() <= MOST_DIGITS && text.matches("[0-9]+");
    return valid ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private void follow(LiveRun run, int seen, EventStream events) throws IOException {
    int sent = seen;
    while (!run.isOver(sent)) {
      List<LiveRun.Event> news = next(run, sent);
      for (LiveRun.Event event : news) {
        sent++;
        String id = run.opening() + "-" + sent;
        switch (event) {
          case LiveRun.Event.Began began -> events.began(id, began);
          case LiveRun.Event.Ended ended -> events.ended(Optional.of(id), ended.result());
        }
      }
      if (news.isEmpty()) {
        events.heartbeat();
      }
      events.flush();
    }
  }

  private List<LiveRun.Event> next(LiveRun run, int seen) throws IOException {
    try {
      return run.after(seen, pace.heartbeat());
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  /** The events of a run of the history; for as long as it goes on elsewhere, as they come. */
  Answer recorded(RunDetail first) {
    return answer(
        events -> {
          events.started(first.run().id(), first.run().endpoints());
          Set<Sent> sent = new HashSet<>();
          RunDetail known = first;
          send(known, sent, events);
          while (status(known) == RunStatus.RUNNING) {
            known = later(known);
            send(known, sent, events);
            events.heartbeat();
          }
          events.finished(known.toRun(), status(known));
        });
  }

  private RunStatus status(RunDetail known) {
    return known.run().status(history.now());
  }

  private static void send(RunDetail known, Set<Sent> sent, EventStream events) throws IOException {
    for (RecordedResult result : known.results()) {
      if (sent.add(new Sent(result.name(), result.finishedAt()))) {
        events.ended(Optional.empty(), result.result());
      }
    }
  }

  /** What is known a little later; the same where the history cannot say. */
  private RunDetail later(RunDetail known) throws IOException {
    try {
      pace.time().sleep(pace.poll());
      return history.read(store -> store.run(known.run().id())).orElse(known);
    } catch (StoreException e) {
      return known;
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private static InterruptedIOException stopped() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Stopped");
  }

  /** Writes events. */
  private interface Script {
    void play(EventStream events) throws IOException;
  }

  private static Answer answer(Script script) {
    return new Answer(
        200,
        Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"),
        out -> script.play(new EventStream(out)));
  }
}
