package io.schedulerrunner.notify;

import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import java.util.Optional;

/** Tells what it is told to. */
record FakeChannel(String name, Telling begin, Answer end) implements Channel {
  interface Telling {
    void tell() throws InterruptedException;
  }

  interface Answer {
    Optional<Delivery> to(TimeLimit limit) throws InterruptedException;
  }

  @Override
  public void begun(RunStart start) throws InterruptedException {
    begin.tell();
  }

  @Override
  public Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit)
      throws InterruptedException {
    return end.to(limit);
  }
}
