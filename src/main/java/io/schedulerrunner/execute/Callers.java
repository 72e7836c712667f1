package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the callers together. */
final class Callers {

  private Callers() {}

  /** All duties of a call, from the innermost to the outermost. */
  static Caller create(Settings settings, JettyClients clients, Time time) {
    Caller caller = new HttpCaller(clients, settings.calls().maxResponseBytes(), time);
    caller = new MetadataGuard(caller, settings.calls().metadataHost());
    caller = new RedirectingCaller(caller);
    caller =
        new AuthenticatingCaller(
            caller, tokens(settings, clients, time), time, settings.onCloudRun());
    caller = new ExpectingCaller(caller);
    caller = new AttemptingCaller(caller, time);
    caller = new RetryingCaller(caller, time, () -> ThreadLocalRandom.current().nextDouble());
    caller = new NeverThrowingCaller(caller);
    return caller;
  }

  private static Tokens tokens(Settings settings, JettyClients clients, Time time) {
    TokenClient client = new TokenClient(clients, TokenClient.PATIENCE);
    return new Tokens(new GoogleTokens(client, settings, time), time);
  }
}
