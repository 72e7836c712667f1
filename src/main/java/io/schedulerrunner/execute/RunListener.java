package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;

/**
 * Hears of a run's progress as it happens. Called from many threads; must neither block nor throw.
 */
public interface RunListener {

  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** An endpoint's first attempt begins. */
  default void started(Call call) {}

  /** An endpoint's outcome is known. */
  default void finished(Result result) {}
}
