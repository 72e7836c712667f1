package io.schedulerrunner.execute;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Collects one exchange as it happens on the client's threads, for one waiting thread. */
final class Collector implements Response.Listener {

  private final Connections connections;
  private final ReceivedBody body;
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean closed;
  private boolean connected;
  private boolean reused;
  private Optional<Opened> opened = Optional.empty();
  private Optional<String> address = Optional.empty();
  private long sentNanos;
  private long answeredNanos;
  private long endedNanos;
  private Optional<Response> headers = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  /** Keeps at most so many bytes of the body. */
  Collector(Connections connections, int keptBytes) {
    this.connections = connections;
    body = new ReceivedBody(keptBytes);
  }

  /** The request has got its connection. */
  synchronized void begin(Connection connection) {
    connected = true;
    opened = connections.take(connection);
    reused = opened.isEmpty();
    if (connection.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
      address = Optional.of(text(remote));
    }
  }

  /** There was a connection, but the request did not get it. */
  synchronized void missed(Opened unfinished) {
    opened = Optional.of(unfinished);
    address = Optional.of(text(unfinished.address()));
  }

  private static String text(InetSocketAddress remote) {
    return remote.getAddress().getHostAddress() + ":" + remote.getPort();
  }

  /** The request's head has been written. */
  synchronized void commit() {
    sentNanos = System.nanoTime();
  }

  @Override
  public synchronized void onHeaders(Response response) {
    headers = Optional.of(response);
    answeredNanos = System.nanoTime();
  }

  @Override
  public synchronized void onContent(Response response, ByteBuffer content) {
    if (!closed) {
      body.add(content);
    }
  }

  @Override
  public void onComplete(Result result) {
    // An endpoint may answer, and refuse the rest of the request's body: that is an answer.
    end(Optional.ofNullable(result.getResponseFailure()));
  }

  /** There was no connection for the request. */
  void unconnected(Throwable cause) {
    end(Optional.of(cause));
  }

  private void end(Optional<Throwable> cause) {
    synchronized (this) {
      failure = cause;
      if (cause.orElse(null) instanceof HandshakeException broken) {
        missed(broken.opened());
      }
      endedNanos = System.nanoTime();
    }
    done.countDown();
  }

  /** Waits for the end of the exchange, and says whether it came in time. */
  boolean await(long atMostNanos) throws InterruptedException {
    return done.await(atMostNanos, TimeUnit.NANOSECONDS);
  }

  /** Whether there was a connection for the request. */
  synchronized boolean hadConnection() {
    return connected;
  }

  /** Whether there was a connection, with TLS or not. */
  synchronized boolean wasConnected() {
    return connected || opened.isPresent();
  }

  /** Whether there was a connection, with TLS where there should be. */
  synchronized boolean wasSecured() {
    return connected || opened.flatMap(Opened::tls).isPresent();
  }

  /** Whether the request's head was written, which is after any TLS handshake. */
  synchronized boolean wasSent() {
    return sentNanos != 0;
  }

  /** Whether the connection had carried a request before, and nothing came of this one. */
  synchronized boolean wasStale() {
    return reused && headers.isEmpty() && failure.filter(Classifier::isClosed).isPresent();
  }

  /** Whether the peer says that it has not begun with the request, or it was never sent. */
  synchronized boolean wasRefused() {
    return headers.isEmpty()
        && failure.filter(cause -> Classifier.isRefused(cause, sentNanos != 0)).isPresent();
  }

  /** What went wrong, if anything did. */
  synchronized Optional<Throwable> failure() {
    return failure;
  }

  /**
   * What has been received of an answer, nothing before its headers are there. Takes no more from
   * then on.
   */
  synchronized Optional<Answer> answer(boolean complete) {
    closed = true;
    return headers.map(
        response -> new Answer(response.getStatus(), response.getHeaders(), body, complete));
  }

  /** The address that was called. */
  synchronized Optional<String> address() {
    return address;
  }

  /** Where the time went, as far as the exchange came. */
  synchronized Phases phases() {
    return new Phases(
        opened.map(connection -> connection.timing().dns()),
        opened.map(Opened::connect),
        opened.flatMap(Opened::tls),
        headers.map(response -> between(sentNanos, answeredNanos)),
        headers
            .filter(response -> endedNanos != 0)
            .map(response -> between(answeredNanos, endedNanos)));
  }

  private static Duration between(long from, long to) {
    return Duration.ofNanos(Math.max(0, to - from));
  }
}
