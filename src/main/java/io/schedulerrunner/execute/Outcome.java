package io.schedulerrunner.execute;

import java.util.Optional;

/** How it went with one endpoint. */
public sealed interface Outcome {

  /** It answered as it should; 207 is a success with a warning. */
  record Succeeded(Response response) implements Outcome {}

  /** It was called and did not succeed. */
  record Failed(Failure failure, Optional<Response> response) implements Outcome {}

  /** Not called because what it depends on did not succeed. */
  record Skipped(Failure failure) implements Outcome {}

  /** Not called because the deadline came first. */
  record NotStarted(Failure failure) implements Outcome {}

  /** Unfinished when the run was stopped. */
  record Cancelled(Failure failure) implements Outcome {}

  /** Left out by its {@code when}, or because something it depends on was. */
  record Omitted(String reason) implements Outcome {}
}
