package io.schedulerrunner.execute;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Collects one exchange as it happens on the client's threads, for one waiting thread. */
final class Collector implements Response.Listener {

  private final ReceivedBody body;
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean closed;
  private volatile boolean sent;
  private volatile Optional<Response> headers = Optional.empty();
  private volatile Optional<Throwable> failure = Optional.empty();

  /** Keeps at most so many bytes of the body. */
  Collector(int keptBytes) {
    body = new ReceivedBody(keptBytes);
  }

  /** The request's head has been written. */
  void commit(Request request) {
    sent = true;
  }

  @Override
  public void onHeaders(Response response) {
    headers = Optional.of(response);
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    synchronized (body) {
      if (!closed) {
        body.add(content);
      }
    }
  }

  @Override
  public void onComplete(Result result) {
    // An endpoint may answer, and refuse the rest of the request's body: that is an answer.
    failure = Optional.ofNullable(result.getResponseFailure());
    done.countDown();
  }

  /** Waits for the end of the exchange, and says whether it came in time. */
  boolean await(Duration atMost) throws InterruptedException {
    return done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether the request's head was written, which is after any TLS handshake. */
  boolean wasSent() {
    return sent;
  }

  /** What went wrong, if anything did. */
  Optional<Throwable> failure() {
    return failure;
  }

  /**
   * What has been received of an answer, nothing before its headers are there. Takes no more from
   * then on.
   */
  Optional<Answer> answer(boolean complete) {
    synchronized (body) {
      closed = true;
      return headers.map(
          response -> new Answer(response.getStatus(), response.getHeaders(), body, complete));
    }
  }
}
