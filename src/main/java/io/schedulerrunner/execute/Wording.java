package io.schedulerrunner.execute;

import java.math.BigDecimal;
import java.time.Duration;

/** Numbers as people read them. */
final class Wording {

  private Wording() {}

  /** Such as {@code 1.5 s}; at most three decimals. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
