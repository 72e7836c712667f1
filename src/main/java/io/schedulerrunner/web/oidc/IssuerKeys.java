package io.schedulerrunner.web.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the issuer: kept for as long as it says, asked for again when a token names one that
 * is not known, but only so often, and kept beyond their time while the issuer cannot be reached.
 * Who needs a key that is known never waits. Thread-safe.
 */
final class IssuerKeys {

  /**
   * Keys as they were published.
   *
   * @param lifetime how long they need not be asked for again
   */
  record Published(JWKSet keys, Duration lifetime) {}

  /** Tokens with invented keys must not make the service ask without end. */
  static final int MOST_REQUESTS = 5;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** What is known, until when it is fresh. */
  private record Known(JWKSet keys, Instant until) {}

  private final Supplier<CompletableFuture<Published>> issuer;
  private final InstantSource clock;
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
  private Instant windowEnd = Instant.MIN;
  private int requests;

  IssuerKeys(Supplier<CompletableFuture<Published>> issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The key with that id; waits for the issuer only where it is not known. */
  Optional<JWK> find(String id) {
    Known now = known;
    Optional<JWK> key = Optional.ofNullable(now.keys().getKeyByKeyId(id));
    if (key.isPresent() && clock.instant().isBefore(now.until())) {
      return key;
    }
    CompletableFuture<?> refresh = refresh();
    if (key.isPresent()) {
      return key;
    }
    refresh.join();
    return Optional.ofNullable(known.keys().getKeyByKeyId(id));
  }

  /** Asks, unless somebody is asking already or it was done too often. */
  private synchronized CompletableFuture<?> refresh() {
    if (pending.isDone() && isAllowed()) {
      pending = issuer.get().handle(this::take);
    }
    return pending;
  }

  private boolean isAllowed() {
    Instant now = clock.instant();
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      requests = 0;
    }
    requests++;
    return requests <= MOST_REQUESTS;
  }

  private boolean take(Published published, Throwable failure) {
    if (failure == null) {
      known = new Known(published.keys(), clock.instant().plus(published.lifetime()));
    } else {
      LOG.warn(
          "The keys of OIDC_ISSUER could not be had; the last ones stay in force: {}",
          failure.toString());
    }
    return failure == null;
  }
}
