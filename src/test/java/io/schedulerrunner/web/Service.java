package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.EndpointSource;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.OpenApiContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a free port of the loopback interface, with a fake executor behind it. */
public final class Service implements AutoCloseable {

  static final Clock CLOCK = Clock.fixed(Sample.START, ZoneOffset.UTC);
  static final int MAX_BYTES = 1000;

  private final HttpService service;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private final boolean described;

  private Service(HttpService service, boolean described) {
    this.service = service;
    this.described = described;
    this.port = service.port();
  }

  static Service with(FakeExecutor executor, String... keys) throws IOException {
    Settings settings = settings(keys);
    Runner runner = runner(executor);
    List<Route> more = new ArrayList<>(RunRoutes.of(runner));
    more.add(
        Route.guarded(
            "GET",
            "/echo/{id}",
            "For tests.",
            request ->
                Answer.object(
                    200,
                    json -> {
                      json.writeStringProperty("id", request.parameter("id"));
                      json.writeStringProperty("query", request.query().orElse("none"));
                    })));
    List<Route> routes = StandardRoutes.of(settings, runner, "1.2.3", CLOCK, more);
    HttpService service =
        new HttpService(settings.listen(), Gate.of(settings.access()), routes, runner::cancel);
    service.start();
    return new Service(service, true);
  }

  /** With the history's routes too. */
  static Service remembering(Runner runner, RunEvents.Pace pace) throws IOException {
    Settings settings = settings();
    List<Route> routes =
        StandardRoutes.of(settings, runner, "1.2.3", CLOCK, RunRoutes.of(runner, pace));
    return started(
        new HttpService(settings.listen(), Gate.of(settings.access()), routes, runner::cancel));
  }

  /** With one route only, open to all. */
  static Service with(Route route, Runnable cancel, Duration idle) throws IOException {
    Settings settings = settings();
    Gate gate = Gate.of(settings.access());
    return started(new HttpService(settings.listen(), gate, List.of(route), cancel, idle));
  }

  static Service with(Route route) throws IOException {
    return with(route, () -> {}, Duration.ofSeconds(60));
  }

  static Service started(HttpService service) throws IOException {
    service.start();
    return new Service(service, false);
  }

  /** Those of every test. */
  public static Settings settings(String... keys) {
    return new Settings(
        new Settings.Listen("127.0.0.1", 0, MAX_BYTES),
        new Settings.Access(List.of(keys), Optional.empty()),
        new Settings.Calls(
            Duration.ofSeconds(30), 10, Duration.ofSeconds(170), 65_536, "127.0.0.1:1", false),
        new Settings.Store("memory:", Duration.ofSeconds(30), 30, 10_000),
        new Settings.Scheduler(false, 1),
        new Settings.Logs(Settings.Logs.Format.TEXT, "info", Optional.empty()),
        Settings.Profile.SUSTAINED,
        false,
        Map.of());
  }

  static Runner runner(FakeExecutor executor) {
    List<Endpoint> endpoints = List.of(Sample.endpoint("one"), Sample.endpoint("two"));
    EndpointSet set = new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
    return runner(executor, () -> set, Histories.inMemory());
  }

  static Runner runner(PlanExecutor executor, EndpointSource endpoints, History history) {
    return runner(executor, endpoints, history, ids("run-%d"));
  }

  static Runner runner(
      PlanExecutor executor, EndpointSource endpoints, History history, Supplier<String> ids) {
    return new Runner(settings(), endpoints, executor, history, ids);
  }

  HttpService service() {
    return service;
  }

  /** The port it listens on, or did. */
  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (described) {
      OpenApiContract.check(method, path, response);
    }
    return response;
  }

  /** The head of a request, line by line. */
  static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** Sends bytes as they are, and reads until the service closes the connection. */
  String raw(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return readAll(socket);
    }
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      service.stop(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With 1, 2 and so on put into a format: {@code run-1}, {@code run-2}. */
  static Supplier<String> ids(String format) {
    AtomicInteger last = new AtomicInteger();
    return () -> format.formatted(last.incrementAndGet());
  }
}
