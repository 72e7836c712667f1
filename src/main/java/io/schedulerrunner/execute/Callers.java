package io.schedulerrunner.execute;

/** Puts the callers together. */
final class Callers {

  private Callers() {}

  /** All duties of a call, from the innermost to the outermost. */
  static Caller create(Caller http, Time time) {
    Caller caller = http;
    caller = new RedirectingCaller(caller);
    caller = new ExpectingCaller(caller, time);
    caller = new AttemptingCaller(caller, time);
    caller = new TemplatingCaller(caller, time);
    caller = new NeverThrowingCaller(caller);
    return caller;
  }
}
