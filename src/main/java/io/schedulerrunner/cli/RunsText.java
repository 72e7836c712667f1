package io.schedulerrunner.cli;

import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.history.Ending;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.RunPage;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.Span;
import io.schedulerrunner.report.Style;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Earlier runs as a table for people. */
record RunsText(RunPage page, Instant now, Style style) {

  private static final List<String> HEADER =
      List.of("ID", "STATUS", "TRIGGER", "STARTED", "DURATION", "ENDPOINTS");

  String text() {
    if (page.runs().isEmpty()) {
      return "No runs.\n";
    }
    List<List<String>> rows = page.runs().stream().map(run -> cells(run, now)).toList();
    StringBuilder text = new StringBuilder(1024);
    text.append(style.faint(line(HEADER, rows))).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), rows);
      text.append(tinted(page.runs().get(i).status(now), line)).append('\n');
    }
    page.next().ifPresent(more -> text.append("There are more; --limit shows them.\n"));
    return text.toString();
  }

  /** One run in one line, without its id. */
  static String head(RecordedRun run, Instant now) {
    return String.join("  ", cells(run, now).subList(1, 5)).stripTrailing();
  }

  private String tinted(RunStatus status, String line) {
    return switch (status) {
      case RUNNING, SUCCESS -> line;
      case WARNING, INTERRUPTED -> style.odd(line);
      case FAILED -> style.bad(line);
    };
  }

  private static List<String> cells(RecordedRun run, Instant now) {
    String trigger = run.trigger().source() + run.job().map(job -> " " + job).orElse("");
    return List.of(
        run.id(),
        run.status(now).wireName(),
        OneLine.of(trigger),
        run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        run.ending().map(Ending::duration).map(Span::text).orElse(""),
        run.ending()
            .map(Ending::counts)
            .map(RunsText::counts)
            .orElseGet(() -> run.endpoints() + " planned"));
  }

  private static String counts(Counts counts) {
    StringBuilder text = new StringBuilder().append(counts.successful()).append(" succeeded");
    append(text, counts.failed(), "failed");
    append(text, counts.omitted(), "omitted");
    return text.toString();
  }

  private static void append(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(what);
    }
  }

  private String line(List<String> cells, List<List<String>> rows) {
    StringBuilder line = new StringBuilder(128);
    for (int i = 0; i < HEADER.size(); i++) {
      int column = i;
      int longest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      line.append(style.cell(cells.get(i), Math.max(HEADER.get(i).length(), longest))).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
