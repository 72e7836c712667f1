package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Http2Server;
import io.schedulerrunner.testing.Plans;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.transport.internal.HttpConnectionOverHTTP2;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A host that offers HTTP/2 gets it. */
class Http2Test {

  private static Certificates certificates;

  @BeforeAll
  static void certify() throws Exception {
    certificates = Certificates.signed("127.0.0.1", "-1d", 30);
  }

  private static JettyExecutor executor() {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    return Executors.trusting(trust);
  }

  /** Answers with a text, in its own time. */
  @FunctionalInterface
  private interface Said {
    String of(org.eclipse.jetty.server.Request request) throws Exception;
  }

  private static Handler answering(Said text) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(
          org.eclipse.jetty.server.Request request,
          org.eclipse.jetty.server.Response response,
          Callback callback)
          throws Exception {
        response.getHeaders().put("X-Said", "Something");
        response.write(true, ByteBuffer.wrap(text.of(request).getBytes(UTF_8)), callback);
        return true;
      }
    };
  }

  private static Http2Server server(int streams, Said text) throws Exception {
    return new Http2Server(certificates, streams, answering(text));
  }

  private static String version(org.eclipse.jetty.server.Request request) {
    return request.getConnectionMetaData().getHttpVersion().asString();
  }

  private static String body(Result result) {
    return Executors.rendered(Executors.response(result).body());
  }

  private static Plan many(int calls, String url) {
    return Plans.parallel(
        IntStream.range(0, calls).mapToObj(i -> Plans.get("e" + i, url)).toArray(Endpoint[]::new));
  }

  @Test
  void manyCallsAtTheSameTimeShareOneConnection() throws Exception {
    CountDownLatch all = new CountDownLatch(20);
    try (Http2Server server =
            server(
                100,
                request -> {
                  all.countDown();
                  all.await();
                  return version(request);
                });
        JettyExecutor executor = executor()) {
      Run run = executor.execute(many(20, server.url("/")), Executors.context());

      assertThat(run.results())
          .extracting(Http2Test::body)
          .hasSize(20)
          .containsOnly("\"HTTP/2.0\"");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void noMoreAreUnderWayOnAConnectionThanTheHostAllows() throws Exception {
    CountDownLatch all = new CountDownLatch(7);
    try (Http2Server server =
            server(
                2,
                request -> {
                  all.countDown();
                  all.await();
                  return version(request);
                });
        JettyExecutor executor = executor()) {
      Run run = executor.execute(many(7, server.url("/")), Executors.context());

      assertThat(run.results()).extracting(Http2Test::body).containsOnly("\"HTTP/2.0\"");
      assertThat(server.connections()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void phasesAndTheAddressAreTold() throws Exception {
    try (Http2Server server = server(100, request -> "ok");
        JettyExecutor executor = executor()) {
      List<Attempt> attempts =
          executor
              .execute(
                  Plans.sequential(
                      Plans.get("one", server.url("/")), Plans.get("two", server.url("/"))),
                  Executors.context())
              .results()
              .stream()
              .map(result -> result.attempts().getFirst())
              .toList();

      Phases first = attempts.getFirst().phases();
      assertThat(
              List.of(first.dns(), first.connect(), first.tls(), first.firstByte(), first.body()))
          .allMatch(Optional::isPresent);
      Phases second = attempts.getLast().phases();
      assertThat(List.of(second.dns(), second.connect(), second.tls())).allMatch(Optional::isEmpty);
      assertThat(second.firstByte()).isPresent();
      assertThat(attempts)
          .extracting(attempt -> "https://" + attempt.address().orElseThrow() + "/")
          .containsOnly(server.url("/"));
    }
  }

  @Test
  void headersAndBodiesGoBothWays() throws Exception {
    try (Http2Server server =
            server(
                100,
                request ->
                    request.getMethod()
                        + " "
                        + request.getHeaders().stream()
                            .filter(field -> field.getName().startsWith("x-"))
                            .map(HttpField::toString)
                            .toList()
                        + " "
                        + Content.Source.asString(request));
        JettyExecutor executor = executor()) {
      Endpoint post =
          with(
              Map.of("X-One", Text.of("Two")),
              Plans.endpoint(
                  "one", "POST", server.url("/"), new Payload.Raw(Text.of("söme text"))));

      Result result =
          executor.execute(Plans.parallel(post), Executors.context()).results().getFirst();

      assertThat(body(result)).isEqualTo("\"POST [x-one: Two] söme text\"");
    }
  }

  private static Endpoint with(Map<String, Text> headers, Endpoint endpoint) {
    Target target = endpoint.target();
    return new Endpoint(
        endpoint.name(),
        new Target(target.method(), target.url(), headers, target.params(), target.payload()),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  @Test
  void whoIsDoneWithAConnectionAfterOneRequestUsesHttp1() throws Exception {
    try (Http2Server server =
            server(
                100,
                request -> version(request) + request.getHeaders().get(HttpHeader.CONNECTION));
        JettyExecutor executor = executor()) {
      Endpoint one =
          with(Map.of("Connection", Text.of("close")), Plans.get("one", server.url("/")));

      Result result =
          executor.execute(Plans.parallel(one), Executors.context()).results().getFirst();

      assertThat(body(result)).isEqualTo("\"HTTP/1.1close\"");
    }
  }

  @Test
  void aBodyThatIsTooLongIsCutAndItsConnectionGoesOn() throws Exception {
    try (Http2Server server = server(100, request -> "x".repeat(9_000_000));
        JettyExecutor executor = executor()) {
      Run run =
          executor.execute(
              Plans.sequential(
                  Plans.get("one", server.url("/")), Plans.get("two", server.url("/"))),
              Executors.context());

      assertThat(run.results())
          .allSatisfy(
              result -> {
                assertThat(Executors.response(result).body().truncated()).isTrue();
                assertThat(body(result)).hasSize(Executors.MAX_RESPONSE_BYTES + 2);
              });
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** A late RST_STREAM of an answered request would hit the next one on the same channel. */
  @Test
  void noRequestUsesTheChannelOfAnother() throws Exception {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    try (Http2Server server = server(100, request -> "ok");
        JettyClients clients = new JettyClients("runner-test", () -> trust, new Resolver())) {
      HttpClient client = clients.forScheme("https");
      CompletableFuture<Connection> opened = new CompletableFuture<>();
      client
          .resolveDestination(
              client.newRequest(URI.create(server.url("/"))).tag(OwnServers.ALLOWED))
          .newConnection(Promise.from(opened::complete, opened::completeExceptionally));

      assertThat(opened.get())
          .isInstanceOfSatisfying(
              HttpConnectionOverHTTP2.class,
              connection -> assertThat(connection.isRecycleHttpChannels()).isFalse());
    }
  }
}
