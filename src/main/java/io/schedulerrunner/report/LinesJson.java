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
 * processors, a few pieces at a time, but for those behind a large body in a piece: nothing else of
 * a run goes on while its report is written. Not thread-safe.
 */
final class LinesJson {

  /** From so many endpoints on. */
  private static final int MANY = 1000;

  /** Endpoints whose lines are rendered as one. */
  static final int PIECE = 250;

  /** Pieces that are in memory at the same time. */
  private static final int PIECES = 8;

  /** Once a piece has come to so many bytes, the rest of its lines are written one by one. */
  private static final int PIECE_BYTES = 256 * 1024;

  /** Larger bodies are written from where they lie. */
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
      writeIf(wanted, result);
    }
  }

  private void writeIf(Predicate<EndpointStatus> wanted, Result result) throws IOException {
    ReportLine about = ReportLine.of(result.outcome());
    if (wanted.test(about.status())) {
      line.write(result, about);
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
    List<Future<Rendered>> rendered =
        ForkJoinPool.commonPool()
            .invokeAllUninterruptibly(
                pieces.stream().map(piece -> rendering(piece, wanted)).toList());
    for (int i = 0; i < pieces.size(); i++) {
      int done = 0;
      // What fails there is done here, and fails here.
      if (rendered.get(i).state() == Future.State.SUCCESS) {
        done = writeRendered(rendered.get(i).resultNow());
      }
      writeEach(pieces.get(i).subList(done, pieces.get(i).size()), wanted);
    }
  }

  private Callable<Rendered> rendering(List<Result> piece, Predicate<EndpointStatus> wanted) {
    return () -> {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      JsonGenerator own = JsonOutput.to(lines);
      LinesJson writer = new LinesJson(own, lines, secrets);
      int done = 0;
      while (done < piece.size() && lines.size() < PIECE_BYTES && isSmall(piece.get(done))) {
        writer.writeIf(wanted, piece.get(done));
        done++;
      }
      own.flush();
      return new Rendered(done, lines);
    };
  }

  /**
   * The first lines of a piece.
   *
   * @param results how many results they stand for, wanted or not
   */
  private record Rendered(int results, ByteArrayOutputStream lines) {}

  private static boolean isSmall(Result result) {
    Optional<Response> response = ReportLine.of(result.outcome()).response();
    return response.isEmpty()
        || response.orElseThrow().body().bytesOnHeap().orElse(Integer.MAX_VALUE) <= SMALL_BYTES;
  }

  private int writeRendered(Rendered rendered) throws IOException {
    if (rendered.lines().size() > 0) {
      json.writeRawValue("");
      json.flush();
      rendered.lines().writeTo(out);
    }
    return rendered.results();
  }
}
