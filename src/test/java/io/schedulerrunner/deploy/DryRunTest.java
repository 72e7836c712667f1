package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands each script would run, against golden files. Rewritten by {@code UPDATE_GOLDEN=1}.
 */
final class DryRunTest {
  private static final String IMAGE =
      "us-docker.pkg.dev/p/r/runner@sha256:" + "0123456789abcdef".repeat(4);

  /** A script's dry run and the name of its golden file. */
  record DryRun(String golden, Script script) {
    @Override
    public String toString() {
      return golden;
    }
  }

  static List<DryRun> dryRuns() {
    return Stream.of(settingUp(), schedulingAndRollingOut(), afterwards())
        .flatMap(List::stream)
        .toList();
  }

  private static List<DryRun> settingUp() {
    return List.of(
        new DryRun("setup", script("setup").with("GITHUB_REPOSITORY", "acme/runner")),
        new DryRun(
            "setup-with-secrets",
            script("setup")
                .with("GITHUB_REPOSITORY", "acme/runner")
                .with("SECRETS", "API_KEY SHOP_TOKEN")
                .with("GCP_REGION", "europe-west3")
                .with("BRANCH", "release")),
        new DryRun(
            "setup-with-queue",
            script("setup")
                .with("GITHUB_REPOSITORY", "acme/runner")
                .with("QUEUE", "runner")
                .with("QUEUE_RATE", "5")));
  }

  private static List<DryRun> schedulingAndRollingOut() {
    return List.of(
        new DryRun("schedule", script("schedule")),
        new DryRun(
            "schedule-with-settings",
            script("schedule")
                .with("SCHEDULE", "30 2 * * MON-FRI")
                .with("TIME_ZONE", "Europe/Berlin")
                .with("ATTEMPT_DEADLINE", "1800")
                .with("RUN_DEADLINE", "1790")
                .with("RETRIES", "3")
                .with("ROUTE", "/tick")
                .with("API_KEY", "not-a-real-secret-1,not-a-real-secret-2")),
        new DryRun("rollout", script("rollout").and(IMAGE, "env.yaml")),
        new DryRun(
            "rollout-with-settings",
            script("rollout")
                .with("PORT", "9000")
                .with("SECRETS", "API_KEY SHOP_TOKEN")
                .with("MAX_INSTANCES", "3")
                .and(IMAGE, "env.yaml")));
  }

  private static List<DryRun> afterwards() {
    return List.of(
        new DryRun("logs", script("logs")),
        new DryRun("logs-of-the-job", script("logs").and("--job")),
        new DryRun("run-now", script("run-now")),
        new DryRun("monitoring", script("monitoring/apply")),
        new DryRun(
            "monitoring-with-settings",
            script("monitoring/apply")
                .with("PERIOD", "43200")
                .with("GRACE", "900")
                .with("CHANNELS", "projects/my-project/notificationChannels/1")),
        new DryRun("teardown", script("teardown").with("SECRETS", "API_KEY")));
  }

  private static Script script(String name) {
    return Script.of("deploy/" + name, "--dry-run").with("GCP_PROJECT_ID", "my-project");
  }

  @ParameterizedTest
  @MethodSource("dryRuns")
  void showsExactlyTheCommandsOfItsGoldenFile(DryRun dryRun)
      throws IOException, InterruptedException {
    Script.Result result = dryRun.script().run();
    assertThat(result.exitCode()).as(result.err()).isZero();
    Path golden = Path.of("src/test/resources/deploy", dryRun.golden() + ".txt");
    String shown = result.out() + "# read first:\n" + result.err();
    if (System.getenv("UPDATE_GOLDEN") != null) {
      Files.writeString(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("dryRuns")
  void showsNoSecretValue(DryRun dryRun) throws IOException, InterruptedException {
    assertThat(dryRun.script().run().lines()).doesNotContain("not-a-real-secret");
  }

  @Test
  void aRunDeadlineBeyondTheSchedulersPatienceIsRefused() throws IOException, InterruptedException {
    Script.Result result = script("schedule").with("RUN_DEADLINE", "180").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("RUN_DEADLINE (180 s) must be shorter than ATTEMPT_DEADLINE (180 s)");
  }

  @Test
  void anImageByTagIsRefused() throws IOException, InterruptedException {
    Script.Result result =
        script("rollout").and("us-docker.pkg.dev/p/r/runner:latest", "env.yaml").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("@sha256:");
  }

  @Test
  void withoutAProjectNothingHappens() throws IOException, InterruptedException {
    for (String name : List.of("setup", "schedule", "rollout", "logs", "run-now", "teardown")) {
      Script.Result result = Script.of("deploy/" + name).run();
      assertThat(result.exitCode()).as(name).isEqualTo(2);
      assertThat(result.err()).contains("GCP_PROJECT_ID is not set");
    }
  }

  @Test
  void teardownAsksForAYes() throws IOException, InterruptedException {
    Script.Result result = Script.of("deploy/teardown").with("GCP_PROJECT_ID", "my-project").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--yes");
  }
}
