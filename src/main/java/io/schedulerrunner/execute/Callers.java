package io.schedulerrunner.execute;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.config.Settings;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the callers together. */
final class Callers {

  private Callers() {}

  /** Calls over HTTP, with all their duties. */
  static Caller create(
      Settings settings, JettyClients clients, Time time, JettyExecutor.Neighbours neighbours) {
    Caller caller = new HttpCaller(clients, settings.calls().maxResponseBytes());
    caller = new MetadataGuard(caller, settings.calls().metadataHost());
    caller = new RedirectingCaller(caller, time);
    Tokens tokens = tokens(settings, clients, time);
    caller = new AuthenticatingCaller(caller, tokens, time, settings.onCloudRun());
    caller = new PropagatingCaller(caller);
    return around(caller, time, neighbours);
  }

  /** All duties around what gets an answer, from the innermost to the outermost. */
  static Caller around(Caller answering, Time time) {
    return around(answering, time, JettyExecutor.Neighbours.NONE);
  }

  private static Caller around(Caller answering, Time time, JettyExecutor.Neighbours neighbours) {
    Optional<Tracer> tracer = neighbours.tracer();
    Caller caller = new ExpectingCaller(answering, time);
    caller = new AttemptingCaller(caller, time);
    if (tracer.isPresent()) {
      caller = new AttemptSpanCaller(caller, tracer.get());
    }
    caller = limiting(caller, time, neighbours.limits());
    caller = new TemplatingCaller(caller, time);
    caller = new RetryingCaller(caller, time, () -> ThreadLocalRandom.current().nextDouble());
    if (tracer.isPresent()) {
      caller = new EndpointSpanCaller(caller, tracer.get());
    }
    return new NeverThrowingCaller(caller);
  }

  private static Caller limiting(Caller caller, Time time, Optional<SharedLimits> limits) {
    return limits.isPresent()
        ? new LimitingCaller(caller, time, new Shares(limits.get(), time)::turn)
        : new LimitingCaller(caller, time);
  }

  static Tokens tokens(Settings settings, JettyClients clients, Time time) {
    TokenClient client = new TokenClient(clients, TokenClient.PATIENCE);
    return new Tokens(new GoogleTokens(client, settings, time), time);
  }
}
