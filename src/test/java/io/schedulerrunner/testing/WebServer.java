package io.schedulerrunner.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server on loopback that remembers what it was asked. */
public final class WebServer implements AutoCloseable {

  /** One request as it came in. */
  public record Received(
      String method, String target, Map<String, List<String>> headers, String body) {
    /** The first value of a header, empty if it is not there. */
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** What is answered. */
  @FunctionalInterface
  public interface Answer {
    /** Answers a request. */
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** Listens on a free port, without TLS. */
  public WebServer(Answer answer) {
    this(create(), "http", answer);
  }

  private WebServer(HttpServer server, String scheme, Answer answer) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", remembering(answer));
    server.start();
  }

  /** Listens on a free port, with TLS. */
  public static WebServer secure(SSLContext tls, Answer answer) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 1000);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new WebServer(server, "https", answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer create() {
    try {
      return HttpServer.create(loopback(), 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private HttpHandler remembering(Answer answer) {
    return exchange -> {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      exchange.setStreams(new ByteArrayInputStream(sent), null);
      String body = new String(sent, StandardCharsets.UTF_8);
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      try (exchange) {
        answer.to(exchange);
      }
    };
  }

  /** Answers everything with a status, a content type and a body. */
  public static Answer always(int status, String contentType, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** Answers everything with a status and a text. */
  public static Answer always(int status, String contentType, String body) {
    return always(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The URL of a path. */
  public String url(String path) {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** All requests so far. */
  public List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
