import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The JDK's HTTP server, where there is no nginx. */
final class OwnServer {
  private static final byte[] BODY =
      "{\"ok\": true, \"items\": [1, 2.5, null, \"text\"]}".getBytes(StandardCharsets.UTF_8);
  private static final int BACKLOG = 8192;

  private OwnServer() {}

  static Closeable start(Keys keys, int port, int tlsPort) throws Exception {
    HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort), BACKLOG);
    secure.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (HttpServer server : new HttpServer[] {plain, secure}) {
      server.setExecutor(threads);
      server.createContext("/", OwnServer::answer);
      server.start();
    }
    return () -> {
      plain.stop(0);
      secure.stop(0);
      threads.close();
    };
  }

  private static SSLContext context(Keys keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys.store())) {
      store.load(file, Keys.PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, Keys.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().equals("/slow")) {
        Thread.sleep(100);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
