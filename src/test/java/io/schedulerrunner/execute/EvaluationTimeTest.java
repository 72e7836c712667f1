package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where exactly an evaluation goes too far. */
class EvaluationTimeTest {

  /** Every look at the clock but the first one sees the same time. */
  private static final class Leap implements Time {

    private final long after;
    private boolean looked;

    Leap(long after) {
      this.after = after;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      long seen = looked ? after : 0;
      looked = true;
      return seen;
    }

    @Override
    public void sleep(Duration duration) {
      throw new IllegalStateException("Nobody sleeps here.");
    }
  }

  private static Object evaluate(Time time, String expression) {
    return new Evaluator(time).evaluate(expression, Map.of()).orElseThrow();
  }

  @Test
  void twoSecondsAreNotTooLong() {
    assertThat(evaluate(new Leap(2_000_000_000L), "'a'")).isEqualTo("a");
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> evaluate(new Leap(2_000_000_001L), "'a'"))
        .withMessage("fails: it takes longer than 2 s");
  }

  @Test
  void paddingEndsAtItsBound() {
    Time still = new Leap(0);

    assertThat(evaluate(still, "$length($pad('x', 65536))")).hasToString("65536");
    assertThat(evaluate(still, "$length($pad('x', -65536))")).hasToString("65536");
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> evaluate(still, "$pad('x', 65537)"))
        .withMessageContaining("$pad is not available beyond 65536");
  }
}
