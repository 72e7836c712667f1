package io.schedulerrunner.runner;

import io.schedulerrunner.execute.RunStart;
import java.util.function.Supplier;

/** Puts runs into traces. Thread-safe. */
@FunctionalInterface
interface RunTracing {

  /** Does not. */
  RunTracing NONE = (start, run) -> run.get();

  /** Carries a run out, at its place in a trace. */
  RunReply.Carried around(RunStart start, Supplier<RunReply.Carried> run);
}
