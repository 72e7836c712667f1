package io.schedulerrunner.execute;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays Google's metadata server, and a token endpoint as key files name it. Every token it issues
 * is another one.
 */
final class TokenServer implements AutoCloseable {

  static final String IDENTITY = "/computeMetadata/v1/instance/service-accounts/default/identity";
  static final String TOKEN = "/computeMetadata/v1/instance/service-accounts/default/token";

  private final WebServer server = new WebServer(this::answer);
  private final Time time;
  private final AtomicInteger issued = new AtomicInteger();

  TokenServer(Time time) {
    this.time = time;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String number = Integer.toString(issued.incrementAndGet());
    String access = "{\"access_token\":\"not-a-real-token-" + number + "\",\"expires_in\":3600}";
    String body =
        switch (exchange.getRequestURI().getPath()) {
          case IDENTITY -> identity(number, time.now().plusSeconds(3600)) + "\n";
          case TOKEN -> access;
          default ->
              access.replace(
                  "}", ",\"id_token\":\"" + identity(number, time.now().plusSeconds(3600)) + "\"}");
        };
    WebServer.always(200, "text/plain", body).to(exchange);
  }

  /** Something that looks like an ID token. */
  static String identity(String signature, Instant expires) {
    return part("{\"alg\":\"none\"}")
        + "."
        + part("{\"exp\":" + expires.getEpochSecond() + "}")
        + ".not-a-real-signature-"
        + signature;
  }

  static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  String host() {
    return "127.0.0.1:" + server.port();
  }

  WebServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
