package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LetterTest {

  private static final List<PastRun> TEN_EARLIER =
      Stream.of(
              PastRun.Result.SUCCESS,
              PastRun.Result.FAILED,
              PastRun.Result.UNFINISHED,
              PastRun.Result.WARNING,
              PastRun.Result.SUCCESS,
              PastRun.Result.SUCCESS,
              PastRun.Result.SUCCESS,
              PastRun.Result.SUCCESS,
              PastRun.Result.SUCCESS,
              PastRun.Result.FAILED)
          .collect(
              ArrayList::new, (runs, it) -> runs.add(Told.past(runs.size() + 1, it)), List::addAll);

  private static Report failing() {
    return Told.report(
        Optional.of("nightly"),
        Told.ok("{\"rows\":12}"),
        Told.failed(
            503,
            "HTTP 503 Service Unavailable",
            "\"<html><h1>Down for maintenance & 'repair'</h1></html>\""),
        Told.unreachable("No connection to api.example.com:443: nothing listens there."),
        Told.warning(),
        Told.skipped(),
        Told.ok("[]"),
        Told.notStarted(),
        Told.omitted());
  }

  @Test
  void aRunWithFailures() {
    Letter letter = Letter.of(new Digest(failing(), TEN_EARLIER, false));

    assertThat(letter.subject())
        .isEqualTo("[FAILED] 4 of 7 endpoints failed: two, three, five and 1 more - nightly");
    assertThat(letter.id()).isEqualTo(Told.ID + ".1795435201333");
    GoldenFile.assertMatches("notify/failed.txt", letter.text());
    GoldenFile.assertMatches("notify/failed.html", letter.html());
    assertThat(letter.attachments())
        .extracting(Attachment::name)
        .containsExactly(
            "ERROR_02_api.example.com_v1_two_result.json",
            "ERROR_03_api.example.com_v1_three_result.json",
            "ERROR_05_api.example.com_v1_five_result.json",
            "ERROR_07_api.example.com_v1_seven_result.json",
            "01_api.example.com_v1_one_result.json",
            "04_api.example.com_v1_four_result.json",
            "06_api.example.com_v1_six_result.json");
  }

  @Test
  void aRunThatSucceededAgain() {
    Report report = Told.report(Told.ok("1"), Told.ok("2"));
    Letter letter =
        Letter.of(new Digest(report, List.of(Told.past(1, PastRun.Result.FAILED)), true));

    assertThat(letter.subject()).isEqualTo("[RECOVERED] All 2 endpoints succeeded");
    GoldenFile.assertMatches("notify/recovered.txt", letter.text());
    GoldenFile.assertMatches("notify/recovered.html", letter.html());
  }

  @Test
  void aRunWithAWarning() {
    assertThat(new Digest(Told.report(Told.ok("1"), Told.warning()), List.of(), false).strip())
        .extracting(Digest.Tick::result)
        .containsExactly(PastRun.Result.WARNING);
  }

  @Test
  void theSubjectIsTheVerdict() {
    assertThat(subject(Told.report(Told.ok("1")))).isEqualTo("[OK] The endpoint succeeded");
    assertThat(subject(Told.report(Told.ok("1"), Told.warning())))
        .isEqualTo("[WARNING] All 2 endpoints succeeded, 1 with a warning (HTTP 207)");
    assertThat(subject(Told.report(Told.skipped())))
        .isEqualTo("[FAILED] 1 of 1 endpoint failed: one");
    assertThat(subject(Told.report())).isEqualTo("[OK] No endpoint was called");
    assertThat(subject(Told.report(Told.omitted()))).isEqualTo("[OK] No endpoint was called");
  }

  private static String subject(Report report) {
    return new Digest(report, List.of(), false).subject();
  }

  @Test
  void aMailThatWouldBeTooLongSaysWhatIsMissing() {
    io.schedulerrunner.execute.Outcome[] outcomes = new io.schedulerrunner.execute.Outcome[60];
    java.util.Arrays.fill(outcomes, Told.unreachable("No."));
    Letter letter = Letter.of(new Digest(Told.report(outcomes), List.of(), false));

    assertThat(letter.attachments()).hasSize(50);
    assertThat(letter.text())
        .contains("number-25", "… and 35 more.", "the results of 10 endpoints are not attached.")
        .doesNotContain("number-26");
    assertThat(letter.html())
        .contains("number-25", "… and 35 more.", "the results of 10 endpoints are not attached.")
        .doesNotContain("number-26");
  }
}
