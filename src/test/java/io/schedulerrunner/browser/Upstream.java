package io.schedulerrunner.browser;

import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the endpoints of these tests are: some good, one broken until it is mended, one held. */
final class Upstream implements AutoCloseable {

  static final String SECRET = "not-a-real-secret-1";

  private final CountDownLatch released = new CountDownLatch(1);
  private final WebServer server = new WebServer(this::answer);
  private volatile boolean mended;

  private void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/held")) {
      await();
    }
    boolean broken = path.equals("/broken") && !mended;
    WebServer.always(
            broken ? 503 : 200,
            "application/json",
            "{\"path\": \"" + path + "\", \"ok\": " + !broken + "}")
        .to(exchange);
  }

  private void await() throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Lets the held endpoint answer, from now on at once. */
  void release() {
    released.countDown();
  }

  void mend() {
    mended = true;
  }

  void spoil() {
    mended = false;
  }

  /** A handful, as a small service has them. */
  String few() {
    return """
    {"endpoints": [
      {"name": "sync-customers", "url": "%1$s", "tags": ["crm", "nightly"], "headers": {"X-Token": "${TOKEN}"},
       "json": {"full": false}, "schedule": "0 6 * * 1-5", "time_zone": "Europe/Berlin"},
      {"name": "sync-orders", "url": "%2$s", "tags": ["crm"], "depends_on": ["sync-customers"], "schedule": "*/15 * * * *"},
      {"name": "invoice-report", "url": "%3$s", "method": "GET", "tags": ["finance"]},
      {"name": "partner-export", "url": "%4$s", "tags": ["finance"], "schedule": "@daily",
       "retry": {"max_attempts": 3, "min_backoff": 0.2, "max_backoff": 0.4, "on": ["5xx"]}},
      {"name": "archive", "url": "%5$s", "tags": ["nightly"]}
    ]}"""
        .formatted(
            server.url("/customers"),
            server.url("/orders"),
            server.url("/report"),
            server.url("/broken"),
            server.url("/held"));
  }

  /** Thousands. */
  String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"name\": \"tenant-%04d\", \"url\": \"%s\", \"tags\": [\"%s\"]}"
                    .formatted(i, server.url("/tenant/" + i), i % 2 == 0 ? "even" : "odd"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The paths that were called, in that order. */
  List<String> calls() {
    return server.received().stream().map(WebServer.Received::target).toList();
  }

  @Override
  public void close() {
    release();
    server.close();
  }
}
