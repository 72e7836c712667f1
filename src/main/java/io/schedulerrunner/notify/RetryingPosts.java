package io.schedulerrunner.notify;

import io.schedulerrunner.execute.Posts;
import io.schedulerrunner.execute.Posts.Receipt;
import io.schedulerrunner.execute.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Posts that are tried again, three times at most, while that may help and there is time. Thread-
 * safe.
 */
record RetryingPosts(Posts posts, Time time) {

  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * Sends something.
   *
   * @param headers made anew for each attempt, since a signature holds the time
   */
  Delivery send(URI url, Supplier<Map<String, String>> headers, byte[] body, TimeLimit limit)
      throws InterruptedException {
    Duration pause = PAUSE;
    Receipt receipt = attempt(url, headers.get(), body, limit);
    for (int attempt = 1; attempt < ATTEMPTS && mayPass(receipt); attempt++) {
      if (limit.left().compareTo(pause) <= 0) {
        break;
      }
      time.sleep(pause);
      pause = pause.multipliedBy(4);
      receipt = attempt(url, headers.get(), body, limit);
    }
    return delivery(url, receipt);
  }

  private Receipt attempt(URI url, Map<String, String> headers, byte[] body, TimeLimit limit)
      throws InterruptedException {
    try {
      return posts.send(url, headers, body, limit.atMost(PATIENCE)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The same statuses as those after which an endpoint is tried again. */
  private static boolean mayPass(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Answered answered -> answered.status() == 429 || answered.status() >= 500;
      case Receipt.Unanswered unanswered -> true;
    };
  }

  private static Delivery delivery(URI url, Receipt receipt) {
    return switch (receipt) {
      case Receipt.Answered answered ->
          answered.status() / 100 == 2
              ? new Delivery.Sent("To " + url.getHost() + ".")
              : new Delivery.Failed(url.getHost() + " answered HTTP " + answered.status() + ".");
      case Receipt.Unanswered unanswered -> new Delivery.Failed(unanswered.reason());
    };
  }
}
