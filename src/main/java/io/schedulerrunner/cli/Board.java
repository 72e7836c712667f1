package io.schedulerrunner.cli;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is known of a run that is going on. Thread-safe: listeners come from many threads. */
final class Board implements RunListener {

  /** An endpoint in flight. */
  record Running(String name, long sinceNanos) {}

  /**
   * The state at one moment.
   *
   * @param failures the latest ones, the newest first
   * @param running the longest first
   */
  record Snapshot(
      int total, int done, int failed, long nowNanos, List<Row> failures, List<Running> running) {}

  /** How many failures can be seen; the table at the end has them all. */
  static final int FAILURES = 5;

  private final int total;
  private final LongSupplier nanos;
  private final Map<Integer, Running> running = new HashMap<>();
  private final Deque<Row> failures = new ArrayDeque<>();
  private int done;
  private int failed;

  Board(int total, LongSupplier nanos) {
    this.total = total;
    this.nanos = nanos;
  }

  @Override
  public synchronized void started(Call call) {
    running.put(call.index(), new Running(call.name(), nanos.getAsLong()));
  }

  @Override
  public synchronized void finished(Result result) {
    running.remove(result.call().index());
    done++;
    Row row = Row.of(result);
    if (row.kind().isProblem()) {
      failed++;
      failures.addFirst(row);
      if (failures.size() > FAILURES) {
        failures.removeLast();
      }
    }
  }

  synchronized Snapshot snapshot() {
    List<Running> longest = new ArrayList<>(running.values());
    longest.sort(Comparator.comparingLong(Running::sinceNanos).thenComparing(Running::name));
    return new Snapshot(
        total, done, failed, nanos.getAsLong(), List.copyOf(failures), List.copyOf(longest));
  }
}
