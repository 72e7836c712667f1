package io.schedulerrunner.report;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as a table for people. What succeeded stands first and what failed last, next to the
 * verdict, where it is still in sight when thousands of lines have scrolled by; within each kind in
 * the order of the configuration. Immutable and thread-safe.
 *
 * @param quiet only what did not succeed, and the verdict
 */
public record TextReport(Run run, Style style, boolean quiet) {

  /** Fewer columns than this, and the remark goes below its endpoint instead of beside it. */
  private static final int NARROWEST_REMARK = 40;

  private static final int INDENT = 4;
  private static final int LONGEST_CURL = 1_000;

  /** The whole table and the verdict, each line ended by a line feed. */
  public void appendTo(StringBuilder out) {
    List<Row> rows = rows();
    List<Row> shown = quiet ? rows.stream().filter(row -> row.kind().isProblem()).toList() : rows;
    if (!shown.isEmpty()) {
      Layout layout = Layout.of(shown, style);
      out.append(style.faint(layout.header())).append('\n');
      shown.forEach(row -> layout.append(out, row));
      out.append('\n');
    }
    out.append(verdict(rows)).append('\n');
  }

  private List<Row> rows() {
    Map<Row.Kind, List<Row>> rows = new EnumMap<>(Row.Kind.class);
    for (Result result : run.results()) {
      Row row = Row.of(result);
      rows.computeIfAbsent(row.kind(), _ -> new ArrayList<>()).add(row);
    }
    return rows.values().stream().flatMap(List::stream).toList();
  }

  private String verdict(List<Row> rows) {
    Map<Row.Kind, Long> counts =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Row::kind, () -> new EnumMap<>(Row.Kind.class), Collectors.counting()));
    String parts =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().verdict())
            .collect(Collectors.joining(", "));
    boolean failed = counts.keySet().stream().anyMatch(Row.Kind::isProblem);
    String sentence =
        (rows.size() == 1 ? "1 endpoint: " : rows.size() + " endpoints: ")
            + (parts.isEmpty() ? "none called" : parts)
            + " in "
            + Span.text(run.duration());
    String id = "(run " + run.id() + ")";
    boolean fits = Cells.width(sentence) + 1 + Cells.width(id) <= style.columns();
    return (failed ? style.bad(sentence) : style.good(sentence))
        + (fits ? " " : "\n")
        + style.faint(id);
  }

  /** Where the columns stand. */
  private record Layout(Style style, int name, int kind, int time) {

    static Layout of(List<Row> rows, Style style) {
      int name =
          Math.max(4, rows.stream().mapToInt(row -> Cells.width(row.name())).max().orElse(0));
      int kind = rows.stream().mapToInt(row -> row.kind().label().length()).max().orElse(0);
      int time = Math.max(4, rows.stream().mapToInt(row -> row.time().length()).max().orElse(0));
      return new Layout(style, Math.min(name, style.columns() / 3), kind, time);
    }

    String header() {
      return ("  " + style.cell("NAME", name) + "  " + style.cell("STATUS", kind) + "  CODE  ")
          + " ".repeat(time - 4)
          + "TIME  TRIES";
    }

    void append(StringBuilder out, Row row) {
      String cells =
          String.join(
              "  ",
              row.kind().mark(style) + " " + style.cell(row.name(), name),
              row.kind().tint(style, style.cell(row.kind().label(), kind)),
              style.cell(row.code(), 4),
              right(row.time(), time),
              right(row.attempts(), 5));
      boolean beside = style.columns() - width() >= NARROWEST_REMARK;
      if (row.remark().isEmpty()) {
        out.append(cells.stripTrailing());
      } else if (beside) {
        out.append(cells).append("  ").append(indented(row.remark(), width() + 2));
      } else {
        out.append(cells.stripTrailing()).append('\n');
        out.append(" ".repeat(INDENT)).append(indented(row.remark(), INDENT));
      }
      out.append('\n');
      if (!row.curl().isEmpty()) {
        out.append(" ".repeat(INDENT)).append(style.faint(curl(row.curl()))).append('\n');
      }
    }

    /** In one piece, so that it can be copied; a very long one would bury the table. */
    private static String curl(String line) {
      return line.length() > LONGEST_CURL
          ? "(--json has the request as a curl command of " + line.length() + " characters.)"
          : line;
    }

    /** Of everything but the remark. */
    private int width() {
      return 2 + name + 2 + kind + 2 + 4 + 2 + time + 2 + 5;
    }

    private String indented(String remark, int indent) {
      return String.join("\n" + " ".repeat(indent), Cells.wrap(remark, style.columns() - indent));
    }

    private static String right(String text, int width) {
      return " ".repeat(width - text.length()) + text;
    }
  }
}
