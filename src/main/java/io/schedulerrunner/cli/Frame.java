package io.schedulerrunner.cli;

import io.schedulerrunner.report.Row;
import io.schedulerrunner.report.Span;
import io.schedulerrunner.report.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture of a run that is going on: a line with bar, counts and the time that is left, then
 * what failed, then what is in flight. No line is as wide as the terminal, so that none wraps.
 */
record Frame(Style style, int rows, long startNanos) {

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};
  private static final int RUNNING = 8;
  private static final int WIDEST_BAR = 40;
  private static final int NARROWEST_BAR = 5;
  private static final int WIDEST_NAME = 40;

  List<String> lines(Board.Snapshot now, int tick) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(now, tick));
    now.failures().forEach(failure -> lines.add(failure(failure)));
    if (now.failed() > now.failures().size()) {
      lines.add(more(now.failed() - now.failures().size(), "failed before"));
    }
    now.running().stream().limit(RUNNING).forEach(one -> lines.add(running(one, now.nowNanos())));
    if (now.running().size() > RUNNING) {
      lines.add(more(now.running().size() - RUNNING, "in flight"));
    }
    return lines.subList(0, Math.clamp(rows - 1, 1, lines.size()));
  }

  private int width() {
    return style.columns() - 1;
  }

  private String summary(Board.Snapshot now, int tick) {
    String[] spinner = style.unicode() ? SPINNER : ASCII_SPINNER;
    String count = now.done() + "/" + now.total();
    String failed = now.failed() > 0 ? "  " + now.failed() + " failed" : "";
    String times = "  " + times(now);
    int room = width() - 2 - count.length() - 3 - failed.length() - times.length();
    String line = spinner[tick % spinner.length] + " " + count;
    return room < NARROWEST_BAR
        ? style.cut(line + failed + times, width())
        : line + " " + bar(now, Math.min(room, WIDEST_BAR)) + style.bad(failed) + times;
  }

  private String bar(Board.Snapshot now, int width) {
    int full = (int) ((long) width * now.done() / now.total());
    String done = style.either("█", "#").repeat(full);
    String rest = style.either("░", ".").repeat(width - full);
    return "[" + style.good(done) + style.faint(rest) + "]";
  }

  /** The time that is left, if the rest goes as fast as what is done. */
  private String times(Board.Snapshot now) {
    Duration elapsed = Duration.ofNanos(now.nowNanos() - startNanos);
    if (now.done() == 0 || now.done() == now.total()) {
      return Span.text(elapsed);
    }
    Duration left = elapsed.dividedBy(now.done()).multipliedBy(now.total() - now.done());
    return Span.text(elapsed) + ", about " + Span.text(left) + " left";
  }

  private String failure(Row row) {
    String name = style.cut(row.name(), nameWidth());
    String rest = "  " + row.kind().label() + "  " + row.remark();
    String line = style.cut(name + rest, width() - 2);
    return row.kind().mark(style) + " " + line;
  }

  private String running(Board.Running one, long nowNanos) {
    String time = Span.text(Duration.ofNanos(nowNanos - one.sinceNanos()));
    return "  " + style.cell(one.name(), nameWidth()) + "  " + style.faint(time);
  }

  private String more(int count, String what) {
    return style.faint("  " + style.either("… ", "") + count + " more " + what);
  }

  private int nameWidth() {
    return Math.clamp(style.columns() / 3, 1, WIDEST_NAME);
  }
}
