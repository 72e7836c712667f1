package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Notifications.Mail.On;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OccasionTest {

  private static final Report SUCCESS = Told.report(Told.ok("1"), Told.ok("2"));
  private static final Report FAILURE = Told.report(Told.ok("1"), Told.unreachable("No."));
  private static final String UNCHANGED =
      "EMAIL_ON=change, and the result is that of the last run.";

  private static Occasion after(Report report, PastRun... earlier) {
    return Occasion.of(Told.start(report, false, false), report, List.of(earlier));
  }

  private static boolean isChange(Report report, PastRun... earlier) {
    return after(report, earlier).silence(On.CHANGE).isEmpty();
  }

  @Test
  void withoutAnEarlierRunAFailureIsAChangeAndASuccessIsNone() {
    assertThat(isChange(FAILURE)).isTrue();
    assertThat(isChange(SUCCESS)).isFalse();
    assertThat(after(SUCCESS).silence(On.CHANGE)).contains(UNCHANGED);
  }

  @Test
  void anotherResultThanTheLastIsAChange() {
    PastRun success = Told.past(1, PastRun.Result.SUCCESS);
    PastRun warning = Told.past(1, PastRun.Result.WARNING);
    PastRun failed = Told.past(1, PastRun.Result.FAILED, "two");

    assertThat(isChange(FAILURE, success, failed)).isTrue();
    assertThat(isChange(FAILURE, warning)).isTrue();
    assertThat(isChange(FAILURE, failed, success)).isFalse();
    assertThat(isChange(SUCCESS, success, failed)).isFalse();
    assertThat(isChange(SUCCESS, warning)).isFalse();
    assertThat(isChange(SUCCESS, failed)).isTrue();
    assertThat(after(SUCCESS, failed).recovered()).isTrue();
    assertThat(after(FAILURE, failed).recovered()).isFalse();
    assertThat(after(SUCCESS, success).recovered()).isFalse();
  }

  @Test
  void otherFailuresThanLastTimeAreAChange() {
    assertThat(isChange(FAILURE, Told.past(1, PastRun.Result.FAILED, "one"))).isTrue();
    assertThat(isChange(FAILURE, Told.past(1, PastRun.Result.FAILED, "one", "two"))).isTrue();
  }

  @Test
  void whatBrokeOffSaysNothing() {
    PastRun brokenOff = Told.past(1, PastRun.Result.UNFINISHED);

    assertThat(isChange(FAILURE, brokenOff, Told.past(2, PastRun.Result.FAILED, "two"))).isFalse();
    assertThat(isChange(SUCCESS, brokenOff, Told.past(2, PastRun.Result.FAILED, "two"))).isTrue();
    assertThat(isChange(SUCCESS, brokenOff)).isFalse();
  }

  @Test
  void aRunThatIsCarriedOnHadFailedBefore() {
    PastRun success = Told.past(1, PastRun.Result.SUCCESS);
    for (Report report : List.of(SUCCESS, FAILURE)) {
      RunStart start = Told.start(report, false, true);
      Occasion occasion = Occasion.of(start, report, List.of(success));

      assertThat(occasion.silence(On.CHANGE).isEmpty()).isEqualTo(report.success());
      assertThat(occasion.recovered()).isEqualTo(report.success());
    }
  }

  @Test
  void onFailureOnlyFailuresCount() {
    assertThat(after(FAILURE, Told.past(1, PastRun.Result.FAILED, "two")).silence(On.FAILURE))
        .isEmpty();
    assertThat(after(SUCCESS, Told.past(1, PastRun.Result.FAILED, "two")).silence(On.FAILURE))
        .contains("EMAIL_ON=failure, and nothing failed.");
  }

  @Test
  void alwaysIsAlways() {
    assertThat(after(SUCCESS).silence(On.ALWAYS)).isEmpty();
    assertThat(after(FAILURE).silence(On.ALWAYS)).isEmpty();
  }
}
