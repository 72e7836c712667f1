package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.report.ReportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Files into which the report is written, besides what is printed. */
final class ReportFiles {

  @Option(
      names = "--report",
      arity = "2",
      paramLabel = "html|junit|tap FILE",
      hideParamSyntax = true,
      description = "Write the report to a file, too; repeat it for more.")
  private final List<String> words = new ArrayList<>();

  /** A file and the form in which it is written. */
  record Target(ReportFormat format, Path file) {

    void write(Run run) {
      try {
        Files.writeString(file, format.text(run));
      } catch (IOException e) {
        throw new UncheckedIOException("The report cannot be written to " + file + ".", e);
      }
    }
  }

  /**
   * The files, checked before anything is called.
   *
   * @throws ConfigurationException where one cannot be written
   */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      Path file = Path.of(words.get(i + 1));
      if (!Files.isDirectory(file.toAbsolutePath().resolveSibling("."))
          || Files.isDirectory(file)) {
        problems.add(problem("cannot be written to " + file + "."));
      }
      try {
        targets.add(new Target(ReportFormat.valueOf(words.get(i).toUpperCase(Locale.ROOT)), file));
      } catch (IllegalArgumentException e) {
        problems.add(problem("has the forms html, junit and tap, not " + words.get(i) + "."));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return targets;
  }

  private static Problem problem(String message) {
    return new Problem("--report", message, "--report junit report.xml");
  }
}
