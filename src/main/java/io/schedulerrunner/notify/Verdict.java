package io.schedulerrunner.notify;

/** A run in a word, with its colours in a mail. */
enum Verdict {
  FAILED("#b3261e"),
  RECOVERED("#12704a"),
  WARNING("#8a5a00"),
  OK("#12704a");

  private final String colour;

  Verdict(String colour) {
    this.colour = colour;
  }

  /** In CSS; white stands out against it. */
  String colour() {
    return colour;
  }
}
