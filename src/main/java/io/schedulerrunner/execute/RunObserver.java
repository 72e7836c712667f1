package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.List;

/** Hears of every run, from its beginning to its end. Thread-safe. */
@FunctionalInterface
public interface RunObserver {

  /** A run begins. Must not block: the run waits. */
  Watch begin(RunStart start);

  /**
   * How long {@link Watch#ended} would like to have before the run's deadline. The run ends that
   * much earlier where it would last until then, but gives up at most a tenth of its time.
   */
  default Duration timeNeeded() {
    return Duration.ZERO;
  }

  /** What hears of one run. */
  interface Watch extends RunListener {

    /**
     * The run is over. Called once; may take a while, but must return by the run's deadline: the
     * trigger waits for its answer.
     *
     * @param kept whether the history has it
     * @return what the report should say of it
     */
    default List<Note> ended(Run run, boolean kept) {
      return List.of();
    }

    /**
     * A bug has broken the run off: called instead of {@link #ended}, once. The cause is thrown on,
     * whatever is done about it here.
     */
    default void broken(Throwable cause) {}
  }

  /**
   * What came of something that was done about a run.
   *
   * @param name of the report's field
   * @param status one word
   * @param message a sentence, free of secrets
   */
  record Note(String name, String status, String message) {}
}
