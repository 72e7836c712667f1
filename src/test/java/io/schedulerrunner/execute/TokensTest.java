package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tokens are kept until shortly before they expire. */
class TokensTest {

  private static final TokenKind ONE = new TokenKind.Identity("https://one.example.com");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeTime time = new FakeTime();
  private final List<TokenKind> asked = new CopyOnWriteArrayList<>();
  private final Tokens tokens = new Tokens(this::issue, time);

  private CompletableFuture<TokenReply> issue(TokenKind kind) {
    asked.add(kind);
    return CompletableFuture.completedFuture(
        new TokenReply.Issued("not-a-real-token-" + asked.size(), inAnHour()));
  }

  private Instant inAnHour() {
    return time.now().plus(Duration.ofHours(1));
  }

  private String token(TokenKind kind) throws InterruptedException {
    return ((TokenReply.Issued) tokens.token(kind, PATIENCE)).token();
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItExpires() throws Exception {
    assertThat(token(ONE)).isEqualTo("not-a-real-token-1");
    time.pass(Duration.ofHours(1).minus(Tokens.MARGIN).minusNanos(1));
    assertThat(token(ONE)).isEqualTo("not-a-real-token-1");
    time.pass(Duration.ofNanos(1));
    assertThat(token(ONE)).isEqualTo("not-a-real-token-2");
    assertThat(token(ONE)).isEqualTo("not-a-real-token-2");
  }

  @Test
  void differentTokensAreKeptApart() throws Exception {
    token(ONE);
    token(new TokenKind.Identity("https://two.example.com"));
    token(new TokenKind.Access(List.of()));
    token(new TokenKind.Access(List.of("https://www.googleapis.com/auth/cloud-platform")));
    token(ONE);

    assertThat(asked).hasSize(3);
  }

  @Test
  void theLeastRecentlyUsedOfVeryManyGoes() throws Exception {
    for (int i = 0; i < Tokens.MOST_KEPT; i++) {
      token(new TokenKind.Identity("https://a" + i + ".example.com"));
    }
    TokenKind first = new TokenKind.Identity("https://a0.example.com");
    token(first);
    assertThat(asked).hasSize(Tokens.MOST_KEPT);

    token(ONE);
    token(first);
    assertThat(asked).hasSize(Tokens.MOST_KEPT + 1);

    token(new TokenKind.Identity("https://a1.example.com"));
    assertThat(asked).hasSize(Tokens.MOST_KEPT + 2);
  }

  @Test
  void aRefusalIsNotKept() throws Exception {
    List<CompletableFuture<TokenReply>> replies =
        new CopyOnWriteArrayList<>(
            List.of(
                CompletableFuture.completedFuture(new TokenReply.Refused("No.")),
                CompletableFuture.completedFuture(new TokenReply.Issued("token", inAnHour()))));
    Tokens refusing = new Tokens(kind -> replies.removeFirst(), time);

    assertThat(refusing.token(ONE, PATIENCE)).isEqualTo(new TokenReply.Refused("No."));
    assertThat(refusing.token(ONE, PATIENCE)).isInstanceOf(TokenReply.Issued.class);
  }

  @Test
  void thoseWhoWaitShareOneRequest() throws Exception {
    List<TokenKind> requests = new CopyOnWriteArrayList<>();
    CompletableFuture<TokenReply> open = new CompletableFuture<>();
    Tokens slow =
        new Tokens(
            kind -> {
              requests.add(kind);
              return open;
            },
            time);

    assertThat(slow.token(ONE, Duration.ofMillis(1)))
        .isEqualTo(new TokenReply.Refused("No token came within 0.001 s."));
    assertThat(slow.token(ONE, Duration.ZERO)).isInstanceOf(TokenReply.Refused.class);
    open.complete(new TokenReply.Issued("token", inAnHour()));
    assertThat(slow.token(ONE, PATIENCE)).isInstanceOf(TokenReply.Issued.class);
    assertThat(requests).hasSize(1);
  }

  @Test
  void whoeverIsInterruptedStopsWaiting() {
    Tokens silent = new Tokens(kind -> new CompletableFuture<>(), time);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> silent.token(ONE, PATIENCE)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTokenIsNotInWhatIsPrinted() {
    assertThat(new TokenReply.Issued("not-a-real-token", Instant.EPOCH))
        .hasToString("Issued[1970-01-01T00:00:00Z]");
  }
}
