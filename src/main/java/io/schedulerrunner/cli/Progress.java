package io.schedulerrunner.cli;

import io.schedulerrunner.execute.RunListener;
import java.io.PrintStream;

/** What can be seen of a run while it goes on. */
interface Progress extends AutoCloseable {

  /** What the run tells it. */
  RunListener listener();

  /** Where others may write lines meanwhile. */
  PrintStream lines();

  /** Ends it; nothing is written afterwards. */
  @Override
  void close();

  /** Nothing to be seen. */
  static Progress none(PrintStream err) {
    return new Progress() {
      @Override
      public RunListener listener() {
        return RunListener.NONE;
      }

      @Override
      public PrintStream lines() {
        return err;
      }

      @Override
      public void close() {
        // There is nothing to end.
      }
    };
  }
}
