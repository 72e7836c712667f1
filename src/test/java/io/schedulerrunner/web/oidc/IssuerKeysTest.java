package io.schedulerrunner.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.schedulerrunner.testing.Issuer;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the issuer's keys are had and kept. */
class IssuerKeysTest {

  private static final RSAKey ONE = Issuer.rsa("one");
  private static final RSAKey TWO = Issuer.rsa("two");

  private final Issuer issuer = new Issuer();
  private final IssuerClient client = new IssuerClient(issuer.uri(), IssuerClient.PATIENCE);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T06:00:00Z"));
  private final InstantSource clock = now::get;
  private final AtomicReference<CompletableFuture<IssuerKeys.Published>> last =
      new AtomicReference<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final IssuerKeys keys = new IssuerKeys(this::fetch, clock);

  private CompletableFuture<IssuerKeys.Published> fetch() {
    asked.incrementAndGet();
    CompletableFuture<IssuerKeys.Published> fetched = client.fetch();
    last.set(fetched);
    return fetched;
  }

  @AfterEach
  void stop() {
    client.close();
    issuer.close();
  }

  private void pass(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Until what goes on in the background is done. */
  private void settle() {
    var _ = last.get().handle((published, failure) -> failure == null).join();
  }

  @Test
  void keysAreAskedForOnceAndKeptForTheirLifetime() {
    issuer.publish(ONE);

    assertThat(keys.find("one").map(JWK::getKeyID)).contains("one");
    pass(Duration.ofSeconds(599));
    assertThat(keys.find("one")).isPresent();
    assertThat(asked).hasValue(1);
    assertThat(issuer.server().received())
        .extracting(WebServer.Received::target)
        .containsExactly(Issuer.DISCOVERY, "/keys");
  }

  @Test
  void keysBeyondTheirLifetimeAreAskedForInTheBackground() {
    issuer.publish(ONE);
    keys.find("one");
    pass(Duration.ofMinutes(10));

    assertThat(keys.find("one")).isPresent();
    settle();
    assertThat(keys.find("one")).isPresent();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aNewKeyIsAskedForAtOnce() {
    issuer.publish(ONE);
    keys.find("one");
    issuer.publish(TWO);

    assertThat(keys.find("two")).isPresent();
    assertThat(keys.find("one")).isEmpty();
  }

  @Test
  void inventedKeysAreAskedForOnlySoOften() {
    for (int i = 0; i < 100; i++) {
      assertThat(keys.find("invented-" + i)).isEmpty();
    }
    assertThat(asked).hasValue(IssuerKeys.MOST_REQUESTS);

    issuer.publish(ONE);
    pass(IssuerKeys.WINDOW.minusNanos(1));
    assertThat(keys.find("one")).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(keys.find("one")).isPresent();
  }

  @Test
  void theLastGoodKeysOutliveAnOutage() {
    issuer.publish(ONE);
    keys.find("one");
    issuer.answerKeysWith(WebServer.always(503, "text/plain", "down"));
    pass(Duration.ofDays(1));

    for (int i = 0; i < 10; i++) {
      assertThat(keys.find("one")).isPresent();
      settle();
    }
    assertThat(keys.find("two")).isEmpty();

    issuer.recover();
    issuer.publish(ONE, TWO);
    pass(Duration.ofMinutes(2));
    assertThat(keys.find("two")).isPresent();
  }

  @Test
  void whileOneRequestIsUnderWayThereIsNoOther() {
    CompletableFuture<IssuerKeys.Published> first =
        CompletableFuture.completedFuture(
            new IssuerKeys.Published(new JWKSet(ONE.toPublicJWK()), Duration.ofMinutes(1)));
    CompletableFuture<IssuerKeys.Published> second = new CompletableFuture<>();
    AtomicInteger requests = new AtomicInteger();
    IssuerKeys slow = new IssuerKeys(() -> requests.incrementAndGet() == 1 ? first : second, clock);
    slow.find("one");
    pass(Duration.ofHours(1));

    assertThat(slow.find("one")).isPresent();
    assertThat(slow.find("one")).isPresent();
    assertThat(requests).hasValue(2);
    second.complete(new IssuerKeys.Published(new JWKSet(), Duration.ofMinutes(1)));
    assertThat(slow.find("one")).isEmpty();
  }

  private static String failure(IssuerClient asking) {
    return asking
        .fetch()
        .handle(
            (published, failure) ->
                failure == null ? "none: " + published.keys().size() : failure.toString())
        .join();
  }

  @Test
  void anErrorOfTheIssuerIsAFailure() {
    issuer.answerDiscoveryWith(WebServer.always(500, "text/plain", "down"));
    assertThat(failure(client)).endsWith(": HTTP 500");
    issuer.answerDiscoveryWith(WebServer.always(302, "text/plain", "elsewhere"));
    assertThat(failure(client)).endsWith(": HTTP 302");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "[]", "{}", "{\"keys\":1}"})
  void garbageInPlaceOfKeysIsAFailure(String garbage) {
    issuer.answerKeysWith(WebServer.always(200, "application/json", garbage));

    assertThat(failure(client)).doesNotStartWith("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "{}",
        "{\"jwks_uri\":\"a b\"}",
        "{\"jwks_uri\":\"ftp://a\"}",
        "{\"jwks_uri\":\"https://127.0.0.1:1/\"}"
      })
  void garbageInPlaceOfTheDiscoveryDocumentIsAFailure(String garbage) {
    issuer.answerDiscoveryWith(WebServer.always(200, "application/json", garbage));

    assertThat(failure(client)).doesNotStartWith("none");
  }

  @Test
  void aSilentIssuerIsNotWaitedForLong() throws Exception {
    try (RawServer silent = new RawServer(connection -> Thread.currentThread().join());
        IssuerClient asking = new IssuerClient(URI.create(silent.url()), Duration.ofMillis(50))) {
      assertThat(failure(asking)).contains("50 ms");
    }
  }

  @Test
  void aSlashAtTheEndOfTheIssuerDoesNotMatter() {
    issuer.publish(ONE);
    try (IssuerClient asking =
        new IssuerClient(URI.create(issuer.uri() + "/"), IssuerClient.PATIENCE)) {
      assertThat(failure(asking)).isEqualTo("none: 1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public, max-age=600 | PT10M",
        "max-age=0 | PT1M",
        "max-age=999999999 | PT24H",
        "max-age=9999999999 | PT1H",
        "no-store | PT1H",
      })
  void theLifetimeIsTheIssuersWithinReason(String cacheControl, Duration lifetime) {
    issuer.cacheFor(cacheControl);

    assertThat(client.fetch().join().lifetime()).isEqualTo(lifetime);
  }
}
