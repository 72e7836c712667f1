package io.schedulerrunner.notify;

/** A run in the strip of the last ones; told apart without colours, too. */
enum Mark {
  SUCCESS("✓", "#12704a", "succeeded"),
  WARNING("!", "#8a5a00", "succeeded with a warning"),
  FAILED("✗", "#b3261e", "failed"),
  UNFINISHED("?", "#5c6470", "did not end");

  private final String sign;
  private final String colour;
  private final String words;

  Mark(String sign, String colour, String words) {
    this.sign = sign;
    this.colour = colour;
    this.words = words;
  }

  static Mark of(PastRun.Result result) {
    return valueOf(result.name());
  }

  String sign() {
    return sign;
  }

  /** In CSS; white stands out against it. */
  String colour() {
    return colour;
  }

  String words() {
    return words;
  }
}
