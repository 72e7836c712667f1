package io.schedulerrunner.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes what is exported over OTLP/HTTP, as a collector does. */
public final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** All spans, in the order of their arrival. */
  public final List<Span> spans = new CopyOnWriteArrayList<>();

  /** All metrics, in the order of their arrival. */
  public final List<Metric> metrics = new CopyOnWriteArrayList<>();

  /** What they came from. */
  public final List<Resource> resources = new CopyOnWriteArrayList<>();

  /** The headers {@code X-Receiver-Key} of all requests. */
  public final List<String> keys = new CopyOnWriteArrayList<>();

  /** Listens on a free port. */
  public OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::takeTraces);
    server.createContext("/v1/metrics", this::takeMetrics);
    server.start();
  }

  /** The value of {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The only span of that name. */
  public Span span(String name) {
    List<Span> found = spans.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are called " + name + ": " + spans);
    }
    return found.getFirst();
  }

  /** The latest metric of that name. */
  public Metric metric(String name) {
    return metrics.stream()
        .filter(metric -> metric.getName().equals(name))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Everything that came, as text. */
  public String text() {
    return spans + "\n" + metrics + "\n" + resources;
  }

  private void takeTraces(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
      for (var group : request.getResourceSpansList()) {
        resources.add(group.getResource());
        group.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
      }
      accept(exchange);
    }
  }

  private void takeMetrics(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
      for (var group : request.getResourceMetricsList()) {
        resources.add(group.getResource());
        group.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList()));
      }
      accept(exchange);
    }
  }

  private void accept(HttpExchange exchange) throws IOException {
    keys.add(
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Receiver-Key"), ""));
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
