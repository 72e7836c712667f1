package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the callers together. */
final class Callers {

  private Callers() {}

  /** All duties of a call, from the innermost to the outermost. */
  static Caller create(Settings.Calls settings, JettyClients clients, Time time) {
    Caller caller = new HttpCaller(clients, settings.maxResponseBytes(), time);
    caller = new MetadataGuard(caller, settings.metadataHost());
    caller = new RedirectingCaller(caller);
    caller = new ExpectingCaller(caller);
    caller = new AttemptingCaller(caller, time);
    caller = new RetryingCaller(caller, time, () -> ThreadLocalRandom.current().nextDouble());
    caller = new NeverThrowingCaller(caller);
    return caller;
  }
}
