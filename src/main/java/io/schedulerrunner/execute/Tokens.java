package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps tokens until shortly before they expire. Those who want the same one at the same time share
 * one request. Thread-safe.
 */
final class Tokens {

  /** What a token must still be good for: its way to the endpoint, and clocks that differ. */
  static final Duration MARGIN = Duration.ofMinutes(2);

  /** Audiences may come from requests: there is no bound to them. */
  static final int MOST_KEPT = 1000;

  private final TokenSource source;
  private final Time time;
  private final SequencedMap<TokenKind, CompletableFuture<TokenReply>> kept = new LinkedHashMap<>();

  Tokens(TokenSource source, Time time) {
    this.source = source;
    this.time = time;
  }

  /** A token, or why there is none; waits no longer than that. */
  TokenReply token(TokenKind kind, Duration patience) throws InterruptedException {
    try {
      return current(kind).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new TokenReply.Refused("No token came within " + Wording.seconds(patience) + ".");
    }
  }

  private synchronized CompletableFuture<TokenReply> current(TokenKind kind) {
    CompletableFuture<TokenReply> known = kept.remove(kind);
    CompletableFuture<TokenReply> current =
        known != null && isUsable(known) ? known : source.ask(kind);
    // At the end again: the least recently used one is the first to go.
    kept.put(kind, current);
    if (kept.size() > MOST_KEPT) {
      kept.pollFirstEntry();
    }
    return current;
  }

  private boolean isUsable(CompletableFuture<TokenReply> known) {
    return !known.isDone()
        || (known.join() instanceof TokenReply.Issued issued
            && issued.expires().minus(MARGIN).isAfter(time.now()));
  }
}
