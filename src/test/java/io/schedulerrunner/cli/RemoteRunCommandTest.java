package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --url}: a service makes the run, this process shows it. */
final class RemoteRunCommandTest {

  private final FakeRunner there = new FakeRunner();
  private final Shell shell = new Shell();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    there.close();
  }

  private int run(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "run";
    words[1] = "--url";
    words[2] = there.url();
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.type(words);
  }

  @Test
  void theRunIsFollowedAndShownAsIfItWereMadeHere() throws Exception {
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(this::run);
    there.followed.await();
    there.finished.countDown();

    assertThat(running.get()).isEqualTo(1);
    assertThat(shell.err().lines())
        .containsExactly(
            "[1/2] success one  200  100 ms", "[2/2] failed two  503  1.5 s  HTTP 503");
    assertThat(shell.out())
        .isEqualTo(
            """
              NAME  STATUS   CODE    TIME  TRIES
            + one   success  200   100 ms      1
            x two   failed   503    1.5 s      3  HTTP 503
                curl https://two

            2 endpoints: 1 succeeded, 1 failed in 1.5 s (run 0199-there)
            """);
    assertThat(there.posted().getFirst())
        .isEqualTo("{\"dry_run\":true,\"parallel\":true,\"send_email\":false}");
    assertThat(there.posted().getLast())
        .isEqualTo("{\"dry_run\":false,\"wait\":170.0,\"parallel\":true,\"send_email\":false}");
  }

  @Test
  void whereAllSucceedItExitsWithZero() {
    there.atOnce().report = FakeRunner.REPORT.replaceAll("\"errors\":\\[.*", "\"errors\":[]}");
    there.status = 200;

    assertThat(run("--quiet")).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).startsWith("1 endpoint: 1 succeeded in 1.5 s");
  }

  @Test
  void jsonIsTheServicesOwnReport() {
    there.atOnce();

    assertThat(run("--json", "--quiet")).isEqualTo(1);
    assertThat(shell.out()).isEqualTo(FakeRunner.REPORT);
  }

  @Test
  void theReportIsWrittenToFilesToo() throws IOException {
    there.atOnce();
    Path file = folder.resolve("report.tap");

    assertThat(run("--report", "tap", file.toString())).isEqualTo(1);
    assertThat(file).content().startsWith("TAP version 14\n1..2\nok 1 - one\nnot ok 2 - two\n");
  }

  @Test
  void aDryRunIsTheServicesPlan() {
    assertThat(run("--dry-run")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            2 endpoints, parallel, at most 2 at a time, within 170 s. Nothing was called.

            1. one
               POST https://one
               curl https://one

            2. two\\u001b
               GET https://two
               curl https://two
            """);
    shell.clear();
    assertThat(run("--dry-run", "--json")).isZero();
    assertThat(shell.out()).isEqualTo("%s\n", there.plan);
    assertThat(there.keys).isEmpty();
  }

  @Test
  void theServicesPlanHasFireTimesAndADeadlineThatMayBeMissed() {
    there.plan =
        "{\"dry_run\":true,\"worst_case\":75.5,\"deadline_can_be_met\":false,"
            + "\"endpoints\":[{\"next_fire_times\":[\"2026-03-28T02:30:00+01:00\"]}]}";

    assertThat(run("--dry-run")).isZero();
    assertThat(shell.out())
        .contains("\n   next 2026-03-28T02:30:00+01:00\n")
        .endsWith("\nThe deadline may be missed: the run takes 1 min 15 s at worst.\n");
  }

  @Test
  void oneEndpointIsNotSeveral() {
    there.plan = "{\"dry_run\":true,\"endpoints\":[{}]}";

    assertThat(run("--dry-run")).isZero();
    assertThat(shell.out()).startsWith("1 endpoint, ");
  }

  @Test
  void urlsAreCalledByTheServiceAndFilesAreNot() {
    there.atOnce();
    run("https://a", "--tag", "x");
    assertThat(there.posted().getLast())
        .isEqualTo(
            "{\"endpoints\":[\"https://a\"],\"dry_run\":false,\"wait\":170.0,\"parallel\":true,\"tags\":[\"x\"],"
                + "\"send_email\":false}");
    shell.clear();

    assertThat(run("--endpoints", "a.yaml")).isEqualTo(2);
    assertThat(shell.err()).contains("error: --endpoints: cannot be combined with --url.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runner.example.com",
        "ftp://runner.example.com",
        "http://",
        "http:///x",
        "http://a b"
      })
  void whatIsNoUrlIsRefused(String url) {
    assertThat(shell.type("run", "--url", url)).isEqualTo(2);
    assertThat(shell.err())
        .contains("error: --url: is not the URL of a service: " + url)
        .contains("  example: --url https://runner.example.com");
  }

  @Test
  void aServiceThatDoesNotAnswerIsNamed() {
    there.server.close();

    assertThat(run()).isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "error: --url: "
                + there.url()
                + "/ does not answer: nothing listens there, or a firewall refuses.");
  }

  @Test
  void whatIsWrongWithTheRequestIsSaidAsTheServiceSaysIt() {
    there.planStatus = 400;
    there.plan =
        "{\"error\":\"invalid_request\",\"message\":\"No.\",\"details\":[{\"where\":\"tags\","
            + "\"message\":\"names no endpoint.\",\"example\":\"[]\"}]}";

    assertThat(run()).isEqualTo(2);
    assertThat(shell.err()).contains("error: tags: names no endpoint.\n  example: []");
  }

  @Test
  void anotherKindOfServerIsNoRunner() {
    there.planStatus = 404;
    there.plan = "<html>";

    assertThat(run()).isEqualTo(2);
    assertThat(shell.err()).contains("/ answers 404: this is not a runner's answer.");
  }

  @Test
  void aRefusedRunIsSaid() {
    there.atOnce().report = "{\"error\":\"too_many_runs\",\"message\":\"Too many runs.\"}";
    there.status = 429;

    assertThat(run()).isEqualTo(2);
    assertThat(shell.err()).contains("/ answers 429: Too many runs.");
  }

  @Test
  void eventsThatEndBeforeTheRunAreAskedForAgainAndToldOnce() throws Exception {
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> run());
    there.followedTwice.await();
    there.finished.countDown();

    assertThat(running.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    assertThat(shell.err()).containsOnlyOnce("] success one").contains("[2/2] ");
  }

  @Test
  void aRunThatIsNotListedYetIsLookedForAgain() throws Exception {
    there.lostAnswers.set(3);
    there.notListedYet.set(1);
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> run());
    there.followed.await();
    there.finished.countDown();

    assertThat(running.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    assertThat(there.server.received())
        .extracting(WebServer.Received::target)
        .containsSubsequence("/runs?limit=20", "/runs?limit=20", "/runs/0199-there/events");
  }

  @Test
  void aLostConnectionLeavesWhatIsKnown() throws Exception {
    there.report = "";
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> run("--json"));
    there.followed.await();
    there.finished.countDown();

    assertThat(running.get()).isEqualTo(1);
    assertThat(shell.err())
        .contains("The run goes on at " + there.url() + "/, its id is 0199-there.");
    assertThat(shell.out()).isEqualTo("{\"report\":2}");
  }

  @Test
  void interruptedItSaysWhatIsKnownAndThatTheRunGoesOn() throws Exception {
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> run());
    there.followed.await();
    shell.interrupts.getFirst().run();

    assertThat(running.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    assertThat(shell.out()).contains("Not known: the service was not listened to any longer.");
    assertThat(shell.err()).contains("The run goes on at ");
  }

  @Test
  void keysComeFromTheOptionElseTheEnvironment() {
    there.atOnce().credentials = "not-a-real-key-1";
    assertThat(run("--api-key", "not-a-real-key-1")).isEqualTo(1);
    assertThat(run("--api-key", "")).isEqualTo(2);

    shell.environment.put("API_KEY", " not-a-real-key-1 , not-a-real-key-2");
    assertThat(run()).isEqualTo(1);
  }

  @Test
  void whereTheyAreRefusedGcloudIsAskedForAToken() throws IOException {
    there.atOnce().credentials = "Bearer not.a-real.token_1";
    assertThat(gcloud("echo not.a-real.token_1")).isEqualTo(1);
    shell.clear();

    assertThat(gcloud("exit 1")).isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "/ needs other credentials: set API_KEY or --api-key, or log in with 'gcloud auth");
    assertThat(gcloud("echo 'no token: log in'")).isEqualTo(2);
  }

  @Test
  void wrongOnesAreRefused() {
    there.planStatus = 403;
    there.plan = "{\"error\":\"forbidden\",\"message\":\"No.\"}";

    assertThat(run("--api-key", "wrong")).isEqualTo(2);
    assertThat(shell.err()).contains("/ needs other credentials");
  }

  @Test
  void withoutAShellThereIsNoToken() {
    assertThat(new IdentityToken("/nowhere/sh", Map.of()).get()).isEmpty();
  }

  private int gcloud(String script) throws IOException {
    Path program = folder.resolve("gcloud");
    Files.writeString(
        program, "#!/bin/sh\n[ \"$*\" = 'auth print-identity-token' ] || exit 9\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    shell.environment.put("PATH", folder + ":/usr/bin:/bin");
    return run();
  }
}
