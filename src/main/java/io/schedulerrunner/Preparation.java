package io.schedulerrunner;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.execute.JettyExecutor;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.MimeTypes;

/**
 * Does on a second processor what a start, or the first run after it, would otherwise do one after
 * the other. Nothing depends on it: who needs something earlier brings it up himself, or waits for
 * the rest of it. Where there is one processor only, it costs what it saves.
 */
final class Preparation {

  private Preparation() {}

  /** What the server needs: classes of the platform and of Jetty that take milliseconds each. */
  static Thread ofServer() {
    return begin(
        () -> {
          var _ = List.of(MimeTypes.DEFAULTS, ZoneId.systemDefault(), BigDecimal.ONE);
        });
  }

  /** What the first run needs: the clients for the endpoints, TLS if that is among them. */
  static Thread ofRuns(JettyExecutor executor, EndpointSet endpoints) {
    return begin(
        () ->
            endpoints.endpoints().stream()
                .map(Preparation::scheme)
                .distinct()
                .forEach(executor::prepare));
  }

  private static String scheme(Endpoint endpoint) {
    String url = endpoint.target().url().value().toLowerCase(Locale.ROOT);
    return url.startsWith("https:") ? "https" : "http";
  }

  private static Thread begin(Runnable task) {
    return Thread.ofPlatform().daemon().name("prepare").start(task);
  }
}
