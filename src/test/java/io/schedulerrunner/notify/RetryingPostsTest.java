package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.Posts.Receipt;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryingPostsTest {

  private static final URI URL = URI.create("https://hooks.example.com/secret-path");
  private static final Delivery SENT = new Delivery.Sent("To hooks.example.com.");

  private final SteppedTime time = new SteppedTime(Runs.NOON);
  private final FakePosts posts = new FakePosts();

  private Delivery send(Duration within) throws InterruptedException {
    return new RetryingPosts(posts, time)
        .send(URL, Map::of, new byte[0], TimeLimit.within(within, Long.MAX_VALUE, time));
  }

  @Test
  void whatIsTakenIsSentOnce() throws Exception {
    posts.receipts.add(new Receipt.Answered(204));

    assertThat(send(Duration.ofSeconds(20))).isEqualTo(SENT);
    assertThat(posts.sent).hasSize(1);
    assertThat(posts.sent.getFirst().patience()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    posts.receipts.add(new Receipt.Answered(429));
    posts.receipts.add(new Receipt.Unanswered("No connection."));

    assertThat(send(Duration.ofSeconds(20))).isEqualTo(SENT);
    assertThat(posts.sent).hasSize(3);
    assertThat(time.now()).isEqualTo(Runs.NOON.plusMillis(2_500));
  }

  @Test
  void afterThreeAttemptsItIsOver() throws Exception {
    posts.receipts.add(new Receipt.Unanswered("No connection."));
    posts.receipts.add(new Receipt.Answered(500));
    posts.receipts.add(new Receipt.Answered(503));

    assertThat(send(Duration.ofSeconds(20)))
        .isEqualTo(new Delivery.Failed("hooks.example.com answered HTTP 503."));
    assertThat(posts.sent).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 301, 400, 404, 428, 499})
  void whatIsRefusedIsNotTriedAgain(int status) throws Exception {
    posts.receipts.add(new Receipt.Answered(status));

    assertThat(send(Duration.ofSeconds(20)))
        .isEqualTo(new Delivery.Failed("hooks.example.com answered HTTP " + status + "."));
    assertThat(posts.sent).hasSize(1);
  }

  @Test
  void thereIsNoAttemptForWhichThereIsNoTime() throws Exception {
    posts.receipts.add(new Receipt.Unanswered("No connection."));
    posts.receipts.add(new Receipt.Unanswered("Still none."));

    assertThat(send(Duration.ofSeconds(2))).isEqualTo(new Delivery.Failed("Still none."));
    assertThat(posts.sent)
        .extracting(FakePosts.Sent::patience)
        .containsExactly(Duration.ofSeconds(2), Duration.ofMillis(1_500));
  }

  @Test
  void aBugIsNoReceipt() {
    RetryingPosts broken =
        new RetryingPosts(
            (_, _, _, _) -> CompletableFuture.failedFuture(new IllegalArgumentException("bug")),
            time);

    assertThatThrownBy(
            () ->
                broken.send(
                    URL,
                    Map::of,
                    new byte[0],
                    TimeLimit.within(Duration.ofSeconds(1), Long.MAX_VALUE, time)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("bug");
  }
}
