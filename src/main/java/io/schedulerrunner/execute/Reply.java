package io.schedulerrunner.execute;

import java.util.Optional;

/** What came of a call, raw: it may hold secrets, and never leaves this package. */
sealed interface Reply {

  /** An answer that nobody has objected to so far. */
  record Answered(Answer answer) implements Reply {}

  /** A failure, with what was received of an answer, if anything. */
  record Failed(Failure failure, Optional<Answer> answer) implements Reply {
    Failed(ErrorType type, String message) {
      this(new Failure(type, message), Optional.empty());
    }

    /** An answer that is not what it should be. */
    static Failed because(Failure failure, Answer answer) {
      return new Failed(failure, Optional.of(answer));
    }
  }

  /** The endpoint was left out on purpose. */
  record Omitted(String reason) implements Reply {}
}
