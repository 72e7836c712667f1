package io.schedulerrunner.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every gcloud command that a document shows, a workflow runs or a script would run passes gcloud's
 * own parser.
 */
final class GcloudCommandsTest {
  private static final Pattern FENCE =
      Pattern.compile("(?ms)^ *```(?:sh|bash|shell|console)\\n(.*?)^ *```");
  // To the end of the words: a pipe, a redirection or a closing parenthesis belongs to the shell.
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[\\s(|;&])(gcloud (?:'[^']*'|\"[^\"]*\"|[^'\"|;&<>()\\n])+)");

  @TempDir private Path configuration;

  @Test
  void everyGcloudCommandIsOneThatGcloudKnows() throws IOException, InterruptedException {
    Map<String, String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(40);
    assertThat(verdicts(List.copyOf(commands.keySet())))
        .zipSatisfy(
            commands.entrySet(),
            (verdict, command) ->
                assertThat(verdict)
                    .as("%s: %s", command.getValue(), command.getKey())
                    .isEqualTo("ok"));
  }

  @Test
  void theParserRefusesWhatDoesNotExist() throws IOException, InterruptedException {
    List<String> wrong =
        List.of(
            "gcloud scheduler jobs create http job --location=l --schedule=s --uri=u --deadline=180s",
            "gcloud run deploy service --env-file=env.yaml",
            "gcloud run deployments list",
            "gcloud scheduler jobs create http job --location=l --schedule=s");
    assertThat(verdicts(wrong))
        .hasSize(wrong.size())
        .allSatisfy(verdict -> assertThat(verdict).matches("SystemExit .*2"));
  }

  private List<String> verdicts(List<String> commands) throws IOException, InterruptedException {
    Script.assumeInstalled("gcloud");
    Path root =
        Path.of(
            Script.of("gcloud", "info", "--format=value(installation.sdk_root)")
                .with("CLOUDSDK_CONFIG", configuration.toString())
                .run()
                .out()
                .strip());
    Path bundled = root.resolve("platform/bundledpythonunix/bin/python3");
    // gcloud reads files while it parses: what deploy/env-vars writes must be to its taste.
    Path policy = configuration.resolve("deploy/cleanup-policy.json");
    Files.createDirectories(policy.getParent());
    Files.copy(Script.ROOT.resolve("deploy/cleanup-policy.json"), policy);
    Path metrics = configuration.resolve("deploy/monitoring/log-metrics");
    Files.createDirectories(metrics);
    for (String name : List.of("deadline_misses", "endpoint_failures", "run_duration", "runs")) {
      Files.copy(
          Script.ROOT.resolve("deploy/monitoring/log-metrics/" + name + ".json"),
          metrics.resolve(name + ".json"));
    }
    Files.writeString(
        configuration.resolve("env.yaml"),
        Script.of("deploy/env-vars")
            .with("ENDPOINTS", EnvVarsTest.HOSTILE)
            .with("SHOP_TOKEN", "a,b\n$c")
            .run()
            .out());
    Script.Result result =
        Script.of("sh", "-c", "cd \"$CLOUDSDK_CONFIG\" && exec \"$0\" \"$@\"")
            .and(Files.exists(bundled) ? bundled.toString() : "python3")
            .and(
                Script.ROOT.resolve("src/test/resources/deploy/parse-gcloud.py").toString(),
                root.toString())
            .with("CLOUDSDK_CONFIG", configuration.toString())
            .run(String.join("\n", commands) + "\n");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().toList();
  }

  /** Each command with where it was found. */
  private static Map<String, String> commands() throws IOException, InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    for (Path document : documents()) {
      Matcher fence = FENCE.matcher(Files.readString(document));
      while (fence.find()) {
        collect(fence.group(1), document.toString(), found);
      }
    }
    for (Workflow workflow : Workflow.all()) {
      workflow
          .steps()
          .forEach(
              step -> collect(step.script(), requireNonNull(workflow.file()).toString(), found));
    }
    for (DryRunTest.DryRun dryRun : DryRunTest.dryRuns()) {
      collect(dryRun.script().run().lines(), dryRun.golden(), found);
    }
    return found;
  }

  private static void collect(String text, String where, Map<String, String> found) {
    Matcher command = COMMAND.matcher(expanded(text));
    while (command.find()) {
      found.putIfAbsent(command.group(1).strip(), where);
    }
  }

  /**
   * Continued lines joined, quotes inside quotes made harmless, variables given a value that passes
   * for any of them.
   */
  private static String expanded(String text) {
    return text.replace("\\\n", " ").replace("'\\''", "\u2019").replaceAll("\\$\\w+", "my-project");
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("docs", ".github")) {
      try (Stream<Path> files = Files.walk(Script.ROOT.resolve(folder))) {
        documents.addAll(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      }
    }
    try (Stream<Path> files = Files.list(Script.ROOT)) {
      documents.addAll(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
    }
    return documents;
  }
}
