package io.schedulerrunner;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.execute.JettyExecutor;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Does on a second processor what a start, or the first run after it, would otherwise do one after
 * the other. Nothing depends on it: who needs something earlier brings it up himself, or waits for
 * the rest of it. Where there is one processor only, it costs what it saves.
 */
final class Preparation {

  private Preparation() {}

  /** What the server needs: classes of the platform and of Jetty that take milliseconds each. */
  static List<Thread> ofServer() {
    return List.of(
        of(() -> List.of(BigDecimal.ONE, VirtualThreads.areSupported(), ZoneId.systemDefault())),
        of(() -> MimeTypes.DEFAULTS));
  }

  /** What the first run needs: the clients for the endpoints, TLS if that is among them. */
  static List<Thread> ofRuns(JettyExecutor executor, EndpointSet endpoints) {
    List<String> schemes =
        endpoints.endpoints().stream().map(Preparation::scheme).distinct().toList();
    Thread clients = begin(() -> schemes.forEach(executor::prepare));
    return schemes.contains("https") ? List.of(clients, of(Preparation::keys)) : List.of(clients);
  }

  private static String scheme(Endpoint endpoint) {
    String url = endpoint.target().url().value().toLowerCase(Locale.ROOT);
    return url.startsWith("https:") ? "https" : "http";
  }

  /**
   * What a handshake begins with, on the curve that every server must know (RFC 8446, section 9.1):
   * the platform computes that curve's tables when it first uses it, which takes a while.
   */
  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static Thread of(Callable<?> result) {
    return begin(new FutureTask<>(result));
  }

  private static Thread begin(Runnable task) {
    return Thread.ofPlatform().daemon().name("prepare").start(task);
  }
}
