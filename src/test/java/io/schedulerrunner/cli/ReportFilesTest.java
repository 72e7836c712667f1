package io.schedulerrunner.cli;

import static io.schedulerrunner.testing.Plans.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --report}. */
final class ReportFilesTest {

  private final Shell shell = new Shell().endpoints(get("one", "http://a"));
  @TempDir private Path folder;

  @Test
  void severalFormsAreWrittenAtOnce() {
    Path html = folder.resolve("a.html");
    Path junit = folder.resolve("a.xml");

    assertThat(
            shell.type(
                "run", "--report", "HTML", html.toString(), "--report", "junit", junit.toString()))
        .isZero();
    assertThat(html).content().startsWith("<!doctype html>");
    assertThat(junit).content().startsWith("<?xml");
    assertThat(shell.out()).contains("1 endpoint: 1 succeeded");
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforeAnythingIsCalled() {
    shell.services.duringTheRun =
        () -> {
          throw new IllegalStateException("called");
        };
    String nowhere = folder.resolve("none/a").toString();

    assertThat(shell.type("run", "--report", "pdf", nowhere, "--report", "tap", folder.toString()))
        .isEqualTo(2);
    assertThat(shell.err())
        .contains("error: --report: cannot be written to " + nowhere + ".")
        .contains("error: --report: has the forms html, junit and tap, not pdf.")
        .contains("error: --report: cannot be written to " + folder + ".")
        .contains("  example: --report junit report.xml");
  }

  @Test
  void oneWordIsNotEnough() {
    assertThat(shell.type("run", "--report", "junit")).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeWrittenAfterAllIsAnError() {
    assertThat(shell.type("run", "--report", "tap", "/dev/full")).isEqualTo(70);
    assertThat(shell.err()).contains("The report cannot be written to /dev/full.");
    assertThat(shell.out()).contains("1 endpoint: 1 succeeded");
  }
}
