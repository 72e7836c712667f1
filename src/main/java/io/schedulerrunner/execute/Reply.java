package io.schedulerrunner.execute;

import java.util.Optional;
import java.util.OptionalInt;

/** What came of a call, raw: it may hold secrets, and never leaves this package. */
sealed interface Reply {

  /** The status code, where there is an answer. */
  default OptionalInt status() {
    return OptionalInt.empty();
  }

  /** An answer that nobody has objected to so far. */
  record Answered(Answer answer) implements Reply {
    @Override
    public OptionalInt status() {
      return Attempt.status(answer.status());
    }
  }

  /** A failure, with what was received of an answer, if anything. */
  record Failed(Failure failure, Optional<Answer> answer) implements Reply {
    Failed(ErrorType type, String message) {
      this(new Failure(type, message), Optional.empty());
    }

    /** An answer that is not what it should be. */
    static Failed because(Failure failure, Answer answer) {
      return new Failed(failure, Optional.of(answer));
    }

    @Override
    public OptionalInt status() {
      return answer.map(part -> Attempt.status(part.status())).orElseGet(OptionalInt::empty);
    }
  }

  /** The endpoint was left out on purpose. */
  record Omitted(String reason) implements Reply {}
}
