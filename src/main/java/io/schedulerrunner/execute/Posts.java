package io.schedulerrunner.execute;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends what the runner has to tell on its own behalf, to servers that its owner names; those may
 * be anywhere. Redirects are not followed. Thread-safe.
 */
@FunctionalInterface
public interface Posts {

  /** What came of it. */
  sealed interface Receipt {

    /** There was an answer; its body is not looked at. */
    record Answered(int status) implements Receipt {}

    /**
     * There was none.
     *
     * @param reason a sentence that names the host, and nothing else of the URL
     */
    record Unanswered(String reason) implements Receipt {}
  }

  /**
   * Sends a POST.
   *
   * @param headers besides those that HTTP itself needs
   * @param patience how long it may take
   */
  CompletableFuture<Receipt> send(
      URI url, Map<String, String> headers, byte[] body, Duration patience);
}
