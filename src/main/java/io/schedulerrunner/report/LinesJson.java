package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the lines of a report, one endpoint after another. Those of many are rendered on all
 * processors, a few pieces at a time: nothing else of a run goes on while its report is written.
 * Not thread-safe.
 */
final class LinesJson {

  /** From so many endpoints on. */
  static final int MANY = 1000;

  /** Endpoints whose lines are rendered as one. */
  static final int PIECE = 250;

  /** Pieces that are in memory at the same time, of some hundred kilobytes each. */
  private static final int PIECES = 8;

  /** Larger responses are not rendered before they are written. */
  static final int SMALL_BYTES = 4096;

  private final JsonGenerator json;
  private final OutputStream out;
  private final Secrets secrets;
  private final ResultJson line;

  /** With a generator, and the stream that it writes to. */
  LinesJson(JsonGenerator json, OutputStream out, Secrets secrets) {
    this.json = json;
    this.out = out;
    this.secrets = secrets;
    line = new ResultJson(json, out, secrets);
  }

  /** Writes what is wanted, into an array that has been begun. */
  void write(List<Result> results, Predicate<EndpointStatus> wanted) throws IOException {
    if (results.size() < MANY) {
      writeEach(results, wanted);
    } else {
      writeMany(results, wanted);
    }
  }

  private void writeEach(List<Result> results, Predicate<EndpointStatus> wanted)
      throws IOException {
    for (Result result : results) {
      ReportLine about = ReportLine.of(result.outcome());
      if (wanted.test(about.status())) {
        line.write(result, about);
      }
    }
  }

  private void writeMany(List<Result> results, Predicate<EndpointStatus> wanted)
      throws IOException {
    List<List<Result>> pieces = results.stream().gather(Gatherers.windowFixed(PIECE)).toList();
    for (int from = 0; from < pieces.size(); from += PIECES) {
      writePieces(pieces.subList(from, Math.min(from + PIECES, pieces.size())), wanted);
    }
  }

  private void writePieces(List<List<Result>> pieces, Predicate<EndpointStatus> wanted)
      throws IOException {
    List<Future<Optional<byte[]>>> rendered =
        ForkJoinPool.commonPool()
            .invokeAllUninterruptibly(
                pieces.stream().map(piece -> rendering(piece, wanted)).toList());
    for (int i = 0; i < pieces.size(); i++) {
      Optional<byte[]> lines = rendered.get(i).resultNow();
      if (lines.isPresent()) {
        writeRendered(lines.get());
      } else {
        writeEach(pieces.get(i), wanted);
      }
    }
  }

  private Callable<Optional<byte[]>> rendering(
      List<Result> piece, Predicate<EndpointStatus> wanted) {
    return () ->
        piece.stream().allMatch(LinesJson::isSmall)
            ? Optional.of(rendered(piece, wanted))
            : Optional.empty();
  }

  private static boolean isSmall(Result result) {
    return ReportLine.of(result.outcome()).response().stream()
        .map(Response::body)
        .allMatch(body -> body.bytesOnHeap().orElse(Integer.MAX_VALUE) <= SMALL_BYTES);
  }

  private byte[] rendered(List<Result> piece, Predicate<EndpointStatus> wanted) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonGenerator own = JsonOutput.to(bytes);
    new LinesJson(own, bytes, secrets).writeEach(piece, wanted);
    own.flush();
    return bytes.toByteArray();
  }

  private void writeRendered(byte[] lines) throws IOException {
    if (lines.length > 0) {
      json.writeRawValue("");
      json.flush();
      out.write(lines);
    }
  }
}
