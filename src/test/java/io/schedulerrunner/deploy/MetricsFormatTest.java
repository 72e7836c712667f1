package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.CountedRuns;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool has nothing against what {@code /metrics} answers. */
final class MetricsFormatTest {

  @Test
  void promtoolHasNothingAgainstTheMetrics() throws IOException, InterruptedException {
    Script.assumeInstalled("promtool");
    Script promtool = Script.of("promtool", "check", "metrics");

    Script.Result checked = promtool.run(new CountedRuns().everything().text());

    assertThat(checked.lines()).isEmpty();
    assertThat(checked.exitCode()).isZero();
  }

  @Test
  void promtoolDoesFindMistakes() throws IOException, InterruptedException {
    Script.assumeInstalled("promtool");
    String wrong = new CountedRuns().everything().text().replace("runs_not_kept_total", "notKept");

    assertThat(Script.of("promtool", "check", "metrics").run(wrong).exitCode()).isNotZero();
  }
}
