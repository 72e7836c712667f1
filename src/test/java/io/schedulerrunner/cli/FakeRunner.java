package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A deployed service as far as {@code run --url} sees it: two endpoints, of which one fails. */
final class FakeRunner implements AutoCloseable {

  static final String REPORT =
      """
      {"success":false,"run_id":"0199-there","trigger":"manual","started_at":"2026-11-23T06:00:00.000Z",\
      "timestamp":"2026-11-23T06:00:01.500Z","duration_ms":1500,\
      "results":[{"index":0,"name":"one","endpoint":"https://one","method":"POST","status":"success",\
      "status_code":200,"response":{"ok":true},"timestamp":"2026-11-23T06:00:00.100Z","duration_ms":100,"attempts":1}],\
      "errors":[{"index":1,"name":"two","endpoint":"https://two","method":"GET","status":"failed",\
      "status_code":503,"error_type":"status","error":"HTTP 503","response":"down","timestamp":"2026-11-23T06:00:01.500Z",\
      "duration_ms":1500,"attempts":3,"curl":"curl https://two"}]}""";

  private static final String PLAN =
      """
      {"dry_run":true,"total_endpoints":2,"execution_mode":"parallel","max_workers":2,"deadline":170.0,
       "endpoints":[{"index":0,"name":"one","endpoint":"https://one","method":"POST","curl":"curl https://one"},
                    {"index":1,"name":"two\\u001b","endpoint":"https://two","method":"GET","curl":"curl https://two"}]}
      """;

  private static final String EVENTS =
      """
      event: started
      data: {"run_id":"0199-there","total_endpoints":2}

      event: endpoint-started
      id: 1-1
      data: {"index":0,"name":"one","at":"2026-11-23T06:00:00.000Z"}

      event: endpoint
      id: 1-2
      data: {"index":0,"name":"one","status":"success","status_code":200,"duration_ms":100,"attempts":1,"reused":false}

      """;

  final Map<String, String> keys = new ConcurrentHashMap<>();
  final CountDownLatch followed = new CountDownLatch(1);
  final CountDownLatch followedTwice = new CountDownLatch(2);
  final CountDownLatch finished = new CountDownLatch(1);
  final WebServer server = new WebServer(this::answer);
  volatile String credentials = "";
  volatile String report = REPORT;
  volatile String plan = PLAN;
  volatile int planStatus = 200;
  volatile int status = 500;
  final AtomicInteger notListedYet = new AtomicInteger();
  final AtomicInteger lostAnswers = new AtomicInteger();

  /** Answers runs at once, whether anybody listens to their events or not. */
  FakeRunner atOnce() {
    finished.countDown();
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String given =
        exchange.getRequestHeaders().getFirst("X-API-Key")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization");
    if (!given.contains(credentials)) {
      json(exchange, 401, "{\"error\":\"unauthorized\",\"message\":\"No.\"}");
    } else if (path.equals("/execute")) {
      execute(exchange);
    } else if (path.equals("/runs") && lostAnswers.getAndDecrement() > 0) {
      exchange.close();
    } else if (path.equals("/runs")) {
      String key = notListedYet.getAndDecrement() > 0 ? "" : keys.getOrDefault("running", "");
      json(
          exchange,
          200,
          "{\"runs\":[{\"id\":\"0198\"},{\"id\":\"0199-there\",\"key\":\"" + key + "\"}]}");
    } else {
      WebServer.always(200, "text/event-stream", EVENTS).to(exchange);
      followed.countDown();
      followedTwice.countDown();
    }
  }

  private void execute(HttpExchange exchange) throws IOException {
    List<String> key = exchange.getRequestHeaders().get("Idempotency-Key");
    if (key == null) {
      json(exchange, planStatus, plan);
      return;
    }
    keys.put("running", key.getFirst());
    try {
      finished.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (report.isEmpty()) {
      exchange.close();
    } else {
      json(exchange, status, report);
    }
  }

  private static void json(HttpExchange exchange, int status, String json) throws IOException {
    WebServer.always(status, "application/json", json.getBytes(UTF_8)).to(exchange);
  }

  String url() {
    return server.url("");
  }

  /** The bodies that were posted. */
  List<String> posted() {
    return server.received().stream()
        .map(WebServer.Received::body)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  @Override
  public void close() {
    finished.countDown();
    server.close();
  }
}
