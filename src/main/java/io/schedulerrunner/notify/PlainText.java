package io.schedulerrunner.notify;

import java.util.List;
import java.util.stream.Collectors;

/** A mail's plain part. */
final class PlainText {

  private final StringBuilder text = new StringBuilder(2048);

  private PlainText() {}

  /** The whole part, lines ended by line feeds. */
  static String of(Digest digest, int leftOut) {
    return new PlainText().write(digest, leftOut);
  }

  private String write(Digest digest, int leftOut) {
    line(digest.verdict() + ": " + digest.summary() + ".");
    section("", digest.facts());
    section("Endpoints", digest.counts());
    heading("The last runs, newest last");
    line(
        "  "
            + digest.strip().stream().map(PlainText::mark).collect(Collectors.joining(" "))
            + "   (+ succeeded, ! with a warning, x failed, ? unfinished)");
    if (!digest.failures().isEmpty()) {
      heading("What failed");
      digest.failures().forEach(this::write);
    }
    if (digest.moreFailures() > 0) {
      line("  … and " + digest.moreFailures() + " more.");
    }
    section("Slowest", digest.slowest());
    if (leftOut > 0) {
      line("");
      line(note(leftOut));
    }
    return text.toString();
  }

  /** About results that are not attached. */
  static String note(int leftOut) {
    return "For the size of this mail, the results of "
        + Digest.counted(leftOut, "endpoint")
        + " are not attached.";
  }

  private static String mark(Digest.Tick tick) {
    return switch (tick.result()) {
      case SUCCESS -> "+";
      case WARNING -> "!";
      case FAILED -> "x";
      case UNFINISHED -> "?";
    };
  }

  private void write(Failing failing) {
    line("  " + failing.name() + " (" + failing.status() + ")");
    line("    " + failing.cause());
    if (!failing.effort().isEmpty()) {
      line("    " + failing.effort());
    }
    if (!failing.answer().isEmpty()) {
      line("    Answer: " + failing.answer());
    }
    line("    " + failing.curl());
  }

  private void section(String title, List<Digest.Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    heading(title);
    int width = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0);
    for (Digest.Line line : lines) {
      line("  " + line.label() + " ".repeat(width - line.label().length() + 2) + line.value());
    }
  }

  private void heading(String title) {
    line("");
    if (!title.isEmpty()) {
      line(title);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
