package io.schedulerrunner.execute;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Runs plans for tests. */
final class Executors {

  static final int MAX_RESPONSE_BYTES = 1000;

  private Executors() {}

  static Settings settings() {
    return settings(Map.of());
  }

  static Settings settings(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("MAX_RESPONSE_BYTES", Integer.toString(MAX_RESPONSE_BYTES));
    all.putIfAbsent("GCE_METADATA_HOST", "127.0.0.1:1");
    return Configuration.load(all, Path.of("target")).settings();
  }

  static JettyExecutor create() {
    return new JettyExecutor(settings(), "runner-test");
  }

  static JettyExecutor trusting(SslContextFactory.Client trust) {
    return new JettyExecutor(
        settings(), new JettyClients("runner-test", () -> trust, new Resolver()), Time.SYSTEM);
  }

  static JettyExecutor asking(Resolver.Directory directory) {
    return new JettyExecutor(
        settings(),
        new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver(directory)),
        Time.SYSTEM);
  }

  static RunContext context() {
    return context(RunListener.NONE);
  }

  static RunContext context(RunListener listener) {
    return new RunContext("run-1", Trigger.MANUAL, System.nanoTime(), listener, List.of());
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
