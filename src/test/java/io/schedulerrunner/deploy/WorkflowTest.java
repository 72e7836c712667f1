package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class WorkflowTest {
  private static final Set<String> REVIEWED_ACTIONS =
      Set.of(
          "google-github-actions/auth",
          "google-github-actions/setup-gcloud",
          "aquasecurity/trivy-action",
          "docker/build-push-action",
          "docker/setup-buildx-action",
          "github/codeql-action/upload-sarif",
          "actions/checkout",
          "actions/setup-java",
          "actions/upload-artifact",
          "sigstore/cosign-installer");

  @Test
  void everyActionIsAReviewedOnePinnedByCommitWithItsVersionBeside() throws IOException {
    Pattern line = Pattern.compile("(?m)^ *(?:- )?uses: (.+)$");
    Pattern pinned = Pattern.compile("([\\w./-]+)@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    for (Workflow workflow : Workflow.all()) {
      List<String> uses =
          line.matcher(workflow.text()).results().map(match -> match.group(1)).toList();
      assertThat(uses)
          .hasSize((int) workflow.steps().stream().filter(step -> !step.uses().isEmpty()).count());
      assertThat(uses).allSatisfy(use -> assertThat(use).matches(pinned));
      assertThat(uses)
          .extracting(use -> use.substring(0, use.indexOf('@')))
          .isSubsetOf(REVIEWED_ACTIONS);
    }
  }

  @Test
  void theSameActionHasTheSameCommitEverywhere() throws IOException {
    List<String> distinct =
        Workflow.all().stream()
            .flatMap(workflow -> workflow.steps().stream())
            .map(Workflow.Step::uses)
            .filter(uses -> !uses.isEmpty())
            .distinct()
            .toList();
    assertThat(distinct)
        .extracting(uses -> uses.substring(0, uses.indexOf('@')))
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingIsAllowedByDefaultAndEveryJobNamesItsRightsAndItsTimeLimit() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.document().get("permissions"))
          .as("%s", workflow.file())
          .isEqualTo(Map.of());
      assertThat(workflow.document().get("concurrency"))
          .as("%s", workflow.file())
          .isInstanceOf(Map.class);
      assertThat(workflow.jobs())
          .allSatisfy(
              job -> {
                assertThat(job.document().get("timeout-minutes"))
                    .as(job.name())
                    .isInstanceOf(Integer.class);
                assertThat(job.document().get("permissions"))
                    .as(job.name())
                    .isInstanceOf(Map.class);
              });
    }
  }

  @Test
  void eachJobOfTheDeploymentHasExactlyTheRightsItNeeds() throws IOException {
    Workflow deploy = Workflow.named("deploy.yml");
    assertThat(deploy.job("test").permissions()).isEqualTo(Map.of("contents", "read"));
    assertThat(deploy.job("image").permissions()).isEqualTo(Map.of("contents", "read"));
    assertThat(deploy.job("scan").permissions())
        .isEqualTo(Map.of("actions", "read", "contents", "read", "security-events", "write"));
    assertThat(deploy.job("publish").permissions())
        .isEqualTo(Map.of("actions", "read", "contents", "read", "id-token", "write"));
    assertThat(deploy.job("deploy").permissions())
        .isEqualTo(Map.of("contents", "read", "id-token", "write"));
  }

  @Test
  void whereTheScannerRunsThereAreNoCredentials() throws IOException {
    List<Workflow.Job> scanning =
        Workflow.all().stream()
            .flatMap(workflow -> workflow.jobs().stream())
            .filter(job -> job.steps().stream().anyMatch(step -> step.uses().contains("trivy")))
            .toList();
    assertThat(scanning).hasSize(2);
    assertThat(scanning)
        .allSatisfy(
            job -> {
              assertThat(job.permissions().toString())
                  .doesNotContain("id-token", "contents=write", "packages");
              assertThat(job.document().toString())
                  .doesNotContain("secrets.", "google-github-actions", "inherit");
            });
  }

  @Test
  void seriousAndFixableFindingsStopTheDeployment() throws IOException {
    Workflow deploy = Workflow.named("deploy.yml");
    assertThat(deploy.job("scan").steps())
        .anySatisfy(
            step ->
                assertThat(step.inputs().toString())
                    .contains("severity=HIGH,CRITICAL", "exit-code=1", "ignore-unfixed=true"));
    assertThat((List<?>) deploy.job("publish").document().get("needs"))
        .isEqualTo(List.of("test", "image", "scan"));
    assertThat(deploy.job("deploy").document().get("needs")).isEqualTo("publish");
  }

  @Test
  void portIsNeverAVariableOfTheServiceAndNeverSetForAWholeJob() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.text()).doesNotContain("set-env-vars", "update-env-vars");
      assertThat(workflow.steps())
          .allSatisfy(step -> assertThat(step.environment().containsKey("PORT")).isFalse());
      assertThat(workflow.jobs())
          .allSatisfy(
              job -> assertThat(String.valueOf(job.document().get("env"))).doesNotContain("PORT"));
    }
  }

  @Test
  void whatIsDeployedIsTheDigestThatWasBuiltAndScanned() throws IOException {
    Workflow deploy = Workflow.named("deploy.yml");
    assertThat(deploy.job("image").document().get("outputs"))
        .isEqualTo(Map.of("digest", "${{ steps.build.outputs.digest }}"));
    String push = deploy.job("publish").steps().getLast().script();
    assertThat(push)
        .contains(
            "--preserve-digests",
            "test \"$(cat pushed)\" = \"$DIGEST\"",
            "cosign sign --yes \"$image@$DIGEST\"");
    assertThat(deploy.job("deploy").steps())
        .anySatisfy(
            step -> {
              assertThat(step.script()).contains("deploy/rollout", "$REFERENCE");
              assertThat(step.environment().get("REFERENCE"))
                  .isEqualTo("${{ needs.publish.outputs.reference }}");
            });
  }

  @Test
  void allSecretsTogetherAreSeenByOneStepThatOnlyRunsDeployEnvVars() throws IOException {
    List<Workflow.Step> seeing =
        Workflow.all().stream()
            .flatMap(workflow -> workflow.steps().stream())
            .filter(step -> step.document().toString().contains("toJSON(secrets)"))
            .toList();
    assertThat(seeing)
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.script().lines())
                    .containsExactly("umask 077", "deploy/env-vars > \"$RUNNER_TEMP/env.yaml\""));
  }

  @Test
  void noExpressionIsPastedIntoAScript() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.steps())
          .allSatisfy(step -> assertThat(step.script()).doesNotContain("${{"));
    }
  }

  @Test
  void checkoutsLeaveNoTokenBehind() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.steps())
          .filteredOn(step -> step.uses().startsWith("actions/checkout"))
          .allSatisfy(
              step -> assertThat(step.inputs().get("persist-credentials")).isEqualTo(false));
    }
  }

  @Test
  void pullRequestsOnlyTestAndSeeNoSecret() throws IOException {
    Workflow workflow = Workflow.named("pull-request.yml");
    assertThat(workflow.document().get("on")).hasToString("{pull_request=null}");
    assertThat(workflow.jobs()).extracting(Workflow.Job::name).containsExactly("test");
    assertThat(workflow.text()).doesNotContain("secrets.");
    assertThat(workflow.job("test").document())
        .isEqualTo(Workflow.named("deploy.yml").job("test").document());
  }

  @Test
  void theScriptsInsideWorkflowsPassShellcheck() throws IOException, InterruptedException {
    Script.assumeInstalled("shellcheck");
    StringBuilder scripts = new StringBuilder();
    for (Workflow workflow : Workflow.all()) {
      workflow
          .steps()
          .forEach(step -> scripts.append("(\n").append(step.script()).append("\ntrue\n)\n"));
    }
    assertThat(Script.of("shellcheck", "--shell=bash", "-").run(scripts.toString()).lines())
        .isEmpty();
  }
}
