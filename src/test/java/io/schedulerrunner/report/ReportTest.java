package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static final Failure FAILURE = new Failure(ErrorType.CONNECT, "Nobody listens there.");
  private static final Outcome OMITTED = new Outcome.Omitted("when is false");

  @Test
  void everyKindOfOutcomeIsCountedOnce() {
    Report report = new Report(everyKind(Plan.Mode.PARALLEL));

    assertThat(report.totalEndpoints()).isEqualTo(7);
    assertThat(report.successful()).isEqualTo(2);
    assertThat(report.warnings()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(5);
    assertThat(report.omitted()).isEqualTo(1);
    assertThat(report.success()).isFalse();
    assertThat(report.httpStatus()).isEqualTo(500);
  }

  @Property
  void successesAndFailuresTogetherAreTheTotal(@ForAll("outcomes") Outcome[] outcomes) {
    Report report = new Report(Sample.run(outcomes));

    assertThat(report.successful() + report.failed()).isEqualTo(report.totalEndpoints());
    assertThat(report.totalEndpoints() + report.omitted()).isEqualTo(outcomes.length);
  }

  @Provide
  static Arbitrary<Outcome[]> outcomes() {
    return Arbitraries.of(everyOutcome()).array(Outcome[].class).ofMaxSize(12);
  }

  @Test
  void theStatusIs200WhenAllSucceeded() {
    Report report = new Report(Sample.run(Sample.succeeded(200), Sample.succeeded(204), OMITTED));

    assertThat(report.httpStatus()).isEqualTo(200);
    assertThat(report.success()).isTrue();
  }

  @Test
  void theOutcomeIsOneWord() {
    assertThat(new Report(Sample.run(Sample.succeeded(200))).outcome()).isEqualTo("success");
    assertThat(new Report(Sample.run(Sample.succeeded(207))).outcome()).isEqualTo("warning");
    assertThat(new Report(everyKind(Plan.Mode.PARALLEL)).outcome()).isEqualTo("failed");
  }

  @Test
  void aDeadlineIsMissedWhereItCutSomethingOff() {
    Failure late = new Failure(ErrorType.DEADLINE, "Late.");

    assertThat(new Report(Sample.run(new Outcome.NotStarted(late))).missedDeadline()).isTrue();
    assertThat(new Report(Sample.run(Sample.succeeded(200), new Outcome.Skipped(FAILURE))))
        .returns(false, Report::missedDeadline);
  }

  @Test
  void theStatusIs200WhenThereWasNothingToDo() {
    assertThat(new Report(Sample.run()).httpStatus()).isEqualTo(200);
    assertThat(new Report(Sample.run()).success()).isTrue();
  }

  @Test
  void theStatusIs207WhenTheOnlyBlemishIsEndpointsThatAnswered207() {
    Report report = new Report(Sample.run(Sample.succeeded(200), Sample.succeeded(207)));

    assertThat(report.httpStatus()).isEqualTo(207);
    assertThat(report.success()).isTrue();
  }

  @Test
  void theStatusIs500WhenAnyFailedWhateverTheOthersAnswered() {
    Report report = new Report(Sample.run(Sample.succeeded(207), Sample.failed()));

    assertThat(report.httpStatus()).isEqualTo(500);
  }

  @Test
  void theModeIsParallelOnlyWhereMoreThanOneEndpointRanInParallelMode() {
    Outcome fine = Sample.succeeded(200);

    assertThat(mode(Plan.Mode.PARALLEL, fine, fine)).isEqualTo("parallel");
    assertThat(mode(Plan.Mode.PARALLEL, fine, Sample.failed())).isEqualTo("parallel");
    assertThat(mode(Plan.Mode.PARALLEL, fine, new Outcome.Cancelled(FAILURE)))
        .isEqualTo("parallel");
    assertThat(mode(Plan.Mode.PARALLEL, fine)).isEqualTo("sequential");
    assertThat(mode(Plan.Mode.PARALLEL, fine, OMITTED)).isEqualTo("sequential");
    assertThat(mode(Plan.Mode.PARALLEL, fine, new Outcome.Skipped(FAILURE)))
        .isEqualTo("sequential");
    assertThat(mode(Plan.Mode.SEQUENTIAL, fine, fine)).isEqualTo("sequential");
  }

  @Test
  void aStreamThatBreaksIsReportedToTheCaller() {
    Report report = new Report(everyKind(Plan.Mode.PARALLEL));

    assertThatThrownBy(() -> report.writeJson(new BrokenStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void twentyThousandEndpointsAreWrittenInPiecesOfConstantSize() throws IOException {
    Outcome[] outcomes = new Outcome[20_000];
    java.util.Arrays.fill(outcomes, Sample.succeeded(200));
    WidestWrite out = new WidestWrite();

    new Report(Sample.run(outcomes)).writeJson(out);

    assertThat(out.total).isGreaterThan(2_000_000);
    assertThat(out.widest).isLessThanOrEqualTo(16_384);
    assertThat(out.closedOrFlushed).isFalse();
  }

  @Test
  void halfASurrogatePairInAMessageDoesNotBreakTheReport() throws IOException {
    Failure odd = new Failure(ErrorType.PROTOCOL, "bad \ud800 char");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Report(Sample.run(new Outcome.Failed(odd, Optional.empty()))).writeJson(out);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"error\":\"bad ? char\"");
  }

  private static String mode(Plan.Mode mode, Outcome... outcomes) {
    return new Report(Sample.run(mode, outcomes)).executionMode();
  }

  @Test
  void withoutItsResponseAnOutcomeKeepsItsStatus() {
    Run run = Sample.run(Sample.succeeded(207), Sample.failed());

    assertThat(new Report(run).withoutResponses().run().results())
        .extracting(Result::outcome)
        .containsExactly(
            new Outcome.Succeeded(new Response(207, KeptBody.DROPPED)),
            new Outcome.Failed(
                new Failure(ErrorType.STATUS, "HTTP 503 Service Unavailable"),
                Optional.of(new Response(503, KeptBody.DROPPED))));
  }

  private static Run everyKind(Plan.Mode mode) {
    return Sample.run(mode, everyOutcome());
  }

  private static Outcome[] everyOutcome() {
    return new Outcome[] {
      Sample.succeeded(200),
      Sample.succeeded(207),
      Sample.failed(),
      new Outcome.Failed(FAILURE, Optional.empty()),
      new Outcome.Skipped(FAILURE),
      new Outcome.NotStarted(FAILURE),
      new Outcome.Cancelled(FAILURE),
      OMITTED
    };
  }

  private static final class BrokenStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("gone");
    }
  }

  private static final class WidestWrite extends OutputStream {
    private long total;
    private int widest;
    private boolean closedOrFlushed;

    @Override
    public void write(int b) {
      total++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      total += length;
      widest = Math.max(widest, length);
    }

    @Override
    public void flush() {
      closedOrFlushed = true;
    }

    @Override
    public void close() {
      closedOrFlushed = true;
    }
  }
}
