package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the callers together. */
final class Callers {

  private Callers() {}

  /** Calls over HTTP, with all their duties. */
  static Caller create(Settings.Calls settings, JettyClients clients, Time time) {
    Caller http = new HttpCaller(clients, settings.maxResponseBytes(), time);
    return around(new MetadataGuard(http, settings.metadataHost()), time);
  }

  /** All duties around what makes the calls, from the innermost to the outermost. */
  static Caller around(Caller http, Time time) {
    Caller caller = new RedirectingCaller(http);
    caller = new ExpectingCaller(caller, time);
    caller = new AttemptingCaller(caller, time);
    caller = new LimitingCaller(caller, time);
    caller = new TemplatingCaller(caller, time);
    caller = new RetryingCaller(caller, time, () -> ThreadLocalRandom.current().nextDouble());
    return new NeverThrowingCaller(caller);
  }
}
