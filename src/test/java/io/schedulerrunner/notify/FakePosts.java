package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.Posts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what is sent, and answers what it is told to, else 200. */
final class FakePosts implements Posts {

  /** One post. */
  record Sent(URI url, Map<String, String> headers, String body, Duration patience) {}

  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final Deque<Receipt> receipts = new ArrayDeque<>();

  @Override
  public CompletableFuture<Receipt> send(
      URI url, Map<String, String> headers, byte[] body, Duration patience) {
    sent.add(new Sent(url, headers, new String(body, UTF_8), patience));
    return CompletableFuture.completedFuture(
        receipts.isEmpty() ? new Receipt.Answered(200) : receipts.removeFirst());
  }
}
