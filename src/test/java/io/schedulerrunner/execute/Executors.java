package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Runs plans for tests. */
final class Executors {

  static final int MAX_RESPONSE_BYTES = 1000;

  private Executors() {}

  static Settings.Calls settings() {
    return new Settings.Calls(
        Duration.ofSeconds(30),
        10,
        Duration.ofSeconds(170),
        MAX_RESPONSE_BYTES,
        "127.0.0.1:1",
        false);
  }

  static JettyExecutor create() {
    return new JettyExecutor(settings(), "runner-test");
  }

  static JettyExecutor trusting(SslContextFactory.Client trust) {
    return new JettyExecutor(settings(), new JettyClients("runner-test", () -> trust), Time.SYSTEM);
  }

  static RunContext context() {
    return context(RunListener.NONE);
  }

  static RunContext context(RunListener listener) {
    return new RunContext("run-1", Trigger.MANUAL, System.nanoTime(), listener);
  }

  static Run run(Plan plan) {
    try (JettyExecutor executor = create()) {
      return executor.execute(plan, context());
    }
  }

  static Outcome.Failed failed(Result result) {
    return (Outcome.Failed) result.outcome();
  }

  static Response response(Result result) {
    return ((Outcome.Succeeded) result.outcome()).response();
  }

  static String rendered(KeptBody body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
