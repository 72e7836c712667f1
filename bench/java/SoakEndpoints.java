import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What is called: {@code /ok} answers at once, {@code /once} too and closes its connection, {@code /large} with a megabyte,
 * {@code /hang} never.
 */
final class SoakEndpoints implements Closeable {
  private static final int BACKLOG = 8192;
  private static final byte[] SMALL = "{\"ok\": true}".getBytes();
  private static final byte[] LARGE = new byte[1 << 20];

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);

  SoakEndpoints() throws IOException {
    // By itself it closes idle connections past 200, calls that have just been sent on them included.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/ok", exchange -> answer(exchange, SMALL));
    server.createContext("/once", SoakEndpoints::answerOnce);
    server.createContext("/large", exchange -> answer(exchange, LARGE));
    server.createContext("/hang", this::hang);
    server.start();
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answerOnce(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    answer(exchange, SMALL);
  }

  private void hang(HttpExchange exchange) {
    try (exchange) {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
