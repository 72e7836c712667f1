package io.schedulerrunner.cli;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.report.Row;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One line for each endpoint that is done, for a file or the log of a CI job. Written by a thread
 * of its own, so that a reader who is slow does not hold up the run.
 */
final class PlainProgress implements Progress, RunListener {

  private final PrintStream err;
  private final int total;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("progress").factory());
  private int done;

  PlainProgress(PrintStream err, int total) {
    this.err = err;
    this.total = total;
  }

  @Override
  public void finished(Result result) {
    writer.execute(() -> write(Row.of(result)));
  }

  private void write(Row row) {
    done++;
    StringBuilder line = new StringBuilder(120).append('[').append(done).append('/').append(total);
    line.append("] ").append(row.kind().label()).append(' ').append(row.name());
    append(line, row.code());
    append(line, row.time());
    append(line, row.remark());
    err.println(line);
  }

  private static void append(StringBuilder line, String part) {
    if (!part.isEmpty()) {
      line.append("  ").append(part);
    }
  }

  @Override
  public RunListener listener() {
    return this;
  }

  @Override
  public PrintStream lines() {
    return err;
  }

  @Override
  public void close() {
    writer.close();
  }
}
