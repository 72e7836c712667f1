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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinesJsonTest {

  private static final Failure FAILURE = new Failure(ErrorType.CONNECT, "Nobody listens there.");

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 5250})
  void theLinesOfManyAreThoseOfEachInPlanOrder(int endpoints) throws IOException {
    Run run = run(endpoints, LinesJsonTest::outcome);

    assertThat(written(run))
        .endsWith(
            "\"results\":["
                + each(run, EndpointStatus::isSuccessful)
                + "],\"errors\":["
                + each(run, EndpointStatus::isFailure)
                + "]}");
  }

  @Test
  void whereAllSucceedNoLineIsAnError() throws IOException {
    Run run = run(2000, index -> succeeded(KeptBody.EMPTY));

    assertThat(written(run))
        .endsWith("\"results\":[" + each(run, result -> true) + "],\"errors\":[]}");
  }

  @Test
  void longLinesAreThereAsWell() throws IOException {
    Outcome failed = new Outcome.Skipped(new Failure(ErrorType.CONNECT, "No. ".repeat(1000)));
    Run run = run(1100, index -> index % 2 == 0 ? failed : outcome(index));

    assertThat(written(run)).endsWith("\"errors\":[" + each(run, EndpointStatus::isFailure) + "]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, LinesJson.SMALL_BYTES, LinesJson.SMALL_BYTES + 1})
  void aBodyThatCannotBeReadFailsTheReport(int bytesOnHeap) {
    Run run = losing(new Lost(bytesOnHeap, new AtomicInteger(2)));

    assertThatThrownBy(() -> written(run)).isInstanceOf(IOException.class).hasMessage("Gone.");
  }

  @Test
  void whatCouldNotBeRenderedTogetherIsWrittenByItself() throws IOException {
    Run run = losing(new Lost(0, new AtomicInteger(1)));

    assertThat(written(run))
        .contains("\"results\":[" + each(run, EndpointStatus::isSuccessful) + "],");
  }

  private static Run losing(KeptBody body) {
    return run(2000, index -> index == 1300 ? succeeded(body) : outcome(index));
  }

  private static Run run(int endpoints, java.util.function.IntFunction<Outcome> outcomes) {
    return Sample.run(IntStream.range(0, endpoints).mapToObj(outcomes).toArray(Outcome[]::new));
  }

  /** Some pieces of many have no failure, one has nothing else, and others a body of some size. */
  private static Outcome outcome(int index) {
    if (index / LinesJson.PIECE == 2 || index % 700 == 3) {
      return new Outcome.Skipped(FAILURE);
    }
    if (index % 501 == 0) {
      return new Outcome.Omitted("when is false");
    }
    int letters = index % 999 == 7 ? LinesJson.SMALL_BYTES : index % 40;
    String text = "\"" + "x".repeat(letters) + "\"";
    return succeeded(
        KeptBody.stored(KeptBody.Form.TEXT, false, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Outcome succeeded(KeptBody body) {
    return new Outcome.Succeeded(new Response(200, body));
  }

  private static String written(Run run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(run).writeJson(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String each(Run run, Predicate<EndpointStatus> wanted) {
    return run.results().stream()
        .filter(result -> wanted.test(ReportLine.of(result.outcome()).status()))
        .map(result -> line(run, result))
        .collect(Collectors.joining(","));
  }

  private static String line(Run run, Result result) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Report(run).writeResult(result, out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A body of that size, or not on the heap at all, whose first reads fail. */
  private record Lost(int size, AtomicInteger failures) implements KeptBody {

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
      return size < 0 ? OptionalInt.empty() : OptionalInt.of(size);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      if (failures.getAndDecrement() > 0) {
        throw new IOException("Gone.");
      }
      KeptBody.EMPTY.writeTo(out);
    }
  }
}
