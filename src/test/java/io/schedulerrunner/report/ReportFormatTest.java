package io.schedulerrunner.report;

import static io.schedulerrunner.testing.Plans.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Golden files, one for each form. */
final class ReportFormatTest {

  private static final String NASTY = "HTTP 503 <b>&\"'\u001b[2J\ud800\uffff\t\r\n\ud83d\ude00";

  private static Run run() {
    Plan plan =
        Plans.parallel(
            get("good", "https://good.test/?a=1&b=2"),
            get("bad#1", "https://bad.test/"),
            get("half", "https://half.test/"),
            get("dependent", "https://dependent.test/"),
            get("left-out", "https://left-out.test/"),
            get("late", "https://late.test/"),
            get("stopped", "https://stopped.test/"));
    List<Outcome> outcomes =
        List.of(
            Sample.succeeded(200),
            new Outcome.Failed(
                new Failure(ErrorType.STATUS, NASTY),
                Optional.of(
                    new Response(
                        503, Sample.body(KeptBody.Form.JSON, false, "{\"ok\":\"<no>\"}")))),
            Sample.succeeded(207),
            new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "bad#1 failed.")),
            new Outcome.Omitted("Left out by its when: false"),
            new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "The deadline came first.")),
            new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "Stopped.")));
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Duration duration = i == 1 ? Duration.ofMillis(61_234) : Duration.ofMillis(7);
      Result plain = Runs.result(plan.calls().get(i), outcomes.get(i), duration, i < 3 ? i : 0);
      results.add(i == 1 ? withCurl(plain) : plain);
    }
    return Runs.run(plan, results);
  }

  private static Result withCurl(Result plain) {
    return new Result(
        plain.call(),
        plain.outcome(),
        plain.finishedAt(),
        plain.duration(),
        plain.attempts(),
        false,
        Optional.of("curl 'https://bad.test/' -H 'X: \"<y>\"'"));
  }

  private static String golden(ReportFormat format) throws IOException {
    String file = "/report/run." + format.name().toLowerCase(java.util.Locale.ROOT);
    try (InputStream in = ReportFormatTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachFormIsAsItWas(ReportFormat format) throws IOException {
    assertThat(format.text(run())).isEqualTo(golden(format));
  }

  @ParameterizedTest
  @EnumSource
  void nothingBreaksWithoutEndpoints(ReportFormat format) {
    assertThat(format.text(Runs.run(Plans.parallel(), List.of()))).contains("0");
  }

  @Test
  void theXmlIsWellFormed() throws Exception {
    byte[] xml = ReportFormat.JUNIT.text(run()).getBytes(StandardCharsets.UTF_8);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));

    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
        .startsWith("HTTP 503 <b>&\"'\\u001b[2J")
        .endsWith("\n\n{\"ok\":\"<no>\"}");
  }

  @Test
  void aLongAnswerIsCutAndOneThatIsGoneIsNamed() {
    String cut = "\"" + "x".repeat(3_999) + "…";
    assertThat(ReportFormat.JUNIT.text(failing("\"" + "x".repeat(4_000))))
        .contains("&quot;" + "x".repeat(3_999) + "…</failure>");
    assertThat(ReportFormat.HTML.text(failing(cut.substring(0, 4_000))))
        .contains("x".repeat(3_999) + "</pre>");
    assertThat(ReportFormat.JUNIT.text(run(new Gone()))).contains("(It cannot be read any more.)");
  }

  private static Run failing(String document) {
    return run(Sample.body(KeptBody.Form.TEXT, false, document));
  }

  private static Run run(KeptBody body) {
    Plan plan = Plans.parallel(get("one", "https://one.test/"));
    Outcome failed =
        new Outcome.Failed(
            new Failure(ErrorType.STATUS, "No."), Optional.of(new Response(500, body)));
    return Runs.run(plan, List.of(Runs.result(plan.calls().getFirst(), failed, Duration.ZERO, 1)));
  }

  /** A body whose file is lost. */
  private static final class Gone implements KeptBody {
    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public boolean truncated() {
      return false;
    }

    @Override
    public OptionalInt bytesOnHeap() {
      return OptionalInt.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      throw new IOException("gone");
    }
  }
}
