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
import io.schedulerrunner.testing.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many calls of a host that offers HTTP/2. */
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
        response.write(true, ByteBuffer.wrap(text.of(request).getBytes(UTF_8)), callback);
        return true;
      }
    };
  }

  private static Http2Server server(int streams, Said text) throws Exception {
    return new Http2Server(certificates, streams, answering(text));
  }

  /** Answers with the version of HTTP, once so many requests have come. */
  private static Said together(int calls) {
    CountDownLatch all = new CountDownLatch(calls);
    return request -> {
      all.countDown();
      all.await();
      return version(request);
    };
  }

  private static String version(org.eclipse.jetty.server.Request request) {
    return request.getConnectionMetaData().getHttpVersion().asString();
  }

  private static String body(Result result) {
    return Executors.rendered(Executors.response(result).body());
  }

  private static List<String> bodies(Run run) {
    return run.results().stream().map(Http2Test::body).toList();
  }

  private static Plan many(int calls, String url) {
    return Plans.parallel(
        IntStream.range(0, calls).mapToObj(i -> Plans.get("e" + i, url)).toArray(Endpoint[]::new));
  }

  @Test
  void manyCallsAtTheSameTimeShareOneConnection() throws Exception {
    try (Http2Server server = server(100, together(30));
        JettyExecutor executor = executor()) {
      Run run = executor.execute(many(30, server.url("/")), Executors.context());

      assertThat(bodies(run)).filteredOn("\"HTTP/2.0\""::equals).hasSizeGreaterThanOrEqualTo(24);
      assertThat(server.connections()).isLessThanOrEqualTo(Host.FEW + 1);
    }
  }

  @Test
  void aFewCallsAtTheSameTimeGoOverHttp1() throws Exception {
    try (Http2Server server = server(100, together(Host.FEW));
        JettyExecutor executor = executor()) {
      Run run = executor.execute(many(Host.FEW, server.url("/")), Executors.context());

      assertThat(bodies(run)).containsOnly("\"HTTP/1.1\"");
    }
  }

  @Test
  void aCallAloneTakesAConnectionOfHttp2ThatIsThere() throws Exception {
    try (Http2Server server = server(100, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      Result first = sharing.last(server.url("/"), 1);
      sharing.quiet(server.url("/"));
      Result second = sharing.last(server.url("/"), 1);

      assertThat(List.of(body(first), body(second))).containsOnly("\"HTTP/2.0\"");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionHasAsManyPlacesAsItsHostAllows() throws Exception {
    try (Http2Server server = server(2, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      SharedConnection connection = sharing.place(server.url("/"));

      assertThat(connection.take()).isTrue();
      assertThat(connection.take()).isFalse();
      connection.leave();
      assertThat(connection.take()).isTrue();
      assertThat(connection.isEnding()).isFalse();
    }
  }

  @Test
  void aPlaceIsGivenBack() throws Exception {
    try (Http2Server server = server(4, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      Plan plan = Plans.sequential(Sharing.posts(server.url("/"), 9));

      assertThat(bodies(sharing.run(plan))).hasSize(9).containsOnly("\"HTTP/2.0\"");
    }
  }

  @Test
  void nobodyWaitsForAnotherConnectionWhereOneIsFull() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Said patient =
        request -> {
          if (request.getHttpURI().getPath().equals("/held")) {
            begun.countDown();
            released.await();
          }
          return version(request);
        };
    try (Http2Server server = server(1, patient);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      CompletableFuture<Result> held =
          CompletableFuture.supplyAsync(
              () -> sharing.last(server.url("/held"), 1), Thread::startVirtualThread);
      begun.await();

      assertThat(body(sharing.last(server.url("/"), 1))).isEqualTo("\"HTTP/1.1\"");

      released.countDown();
      assertThat(body(held.get())).isEqualTo("\"HTTP/2.0\"");
    }
  }

  @Test
  void whatAConnectionHasNoPlaceForGoesOverHttp1() throws Exception {
    try (Http2Server server = server(2, together(12));
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      List<Result> results = sharing.together(server.url("/"), 12);

      assertThat(results).extracting(Http2Test::body).contains("\"HTTP/2.0\"", "\"HTTP/1.1\"");
    }
  }

  @Test
  void aRequestArrivesWithHeadersAndBodyAndItsAnswerIsRead() throws Exception {
    try (Http2Server server =
            server(
                100,
                request ->
                    version(request)
                        + " "
                        + request.getMethod()
                        + " "
                        + request.getHttpURI().getPathQuery()
                        + " "
                        + request.getHeaders().get("X-Mine")
                        + " "
                        + Content.Source.asString(request));
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      Result result =
          sharing
              .run(Plans.parallel(sending(server.url("/a?b=1"), "X-Mine", "mine")))
              .results()
              .getFirst();

      assertThat(body(result)).isEqualTo("\"HTTP/2.0 POST /a?b=1 mine söme text\"");
      Attempt attempt = result.attempts().getFirst();
      assertThat("https://" + attempt.address().orElseThrow() + "/").isEqualTo(server.url("/"));
      assertThat(
              List.of(attempt.phases().dns(), attempt.phases().connect(), attempt.phases().tls()))
          .containsOnly(Optional.empty());
      assertThat(attempt.phases().firstByte().orElseThrow()).isLessThan(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @CsvSource({"Connection, close", "HOST, 127.0.0.1", "TE, trailers"})
  void aHeaderThatHttp2HasNotIsSentOverHttp1(String name, String value) throws Exception {
    try (Http2Server server = server(100, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      Run run = sharing.run(Plans.parallel(sending(server.url("/"), name, value)));

      assertThat(bodies(run)).containsOnly("\"HTTP/1.1\"");
    }
  }

  @Test
  void anAnswerThatMayComeLateIsWaitedForOverHttp1() throws Exception {
    try (Http2Server server = server(100, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      Endpoint patient =
          Plans.within(Duration.ofSeconds(36), Plans.get("patient", server.url("/")));

      assertThat(bodies(sharing.run(Plans.parallel(patient)))).containsOnly("\"HTTP/1.1\"");
    }
  }

  @Test
  void largeAnswersAreReadToTheirEnds() throws Exception {
    String large = "x".repeat(6_000_000);
    try (Http2Server server = server(100, request -> large);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      assertThat(Executors.response(sharing.last(server.url("/"), 2)).body().truncated()).isTrue();
    }
  }

  @Test
  void nothingIsRememberedOfAHostThatIsNotCalledAnyMore() throws Exception {
    try (Http2Server server = server(100, Http2Test::version);
        Sharing sharing = new Sharing(certificates).busy(server.url("/"))) {
      assertThat(body(sharing.last(server.url("/"), 1))).isEqualTo("\"HTTP/2.0\"");
      sharing.quiet(server.url("/"));
      assertThat(sharing.hosts().size()).isEqualTo(1);

      server.stop();

      Waiting.until(() -> sharing.hosts().size() == 0);
    }
  }

  private static Endpoint sending(String url, String header, String value) {
    Target target =
        new Target(
            "POST",
            Text.of(url),
            Map.of(header, Text.of(value)),
            List.of(),
            new Payload.Raw(Text.of("söme text")));
    return Plans.sending(target, Plans.get("sending", url));
  }
}
