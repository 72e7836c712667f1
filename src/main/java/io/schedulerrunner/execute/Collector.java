package io.schedulerrunner.execute;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.io.CyclicTimeouts;

/** Collects one exchange as it happens on the client's threads, for one waiting thread. */
final class Collector implements Response.Listener, CyclicTimeouts.Expirable {

  /** How soon the news comes that a connection had been closed before. */
  private static final long STALE_NANOS = 1_000_000_000L;

  private final Connections connections;
  private final ReceivedBody body;
  private final Signal done;
  private long deadlineNanos = Long.MAX_VALUE;
  private boolean ended;
  private boolean closed;
  private Optional<Connection> connection = Optional.empty();
  private boolean reused;
  private long receivedBefore;
  private Optional<Connections.Opened> opened = Optional.empty();
  private Optional<String> address = Optional.empty();
  private long begunNanos;
  private long sentNanos;
  private long answeredNanos;
  private long endedNanos;
  private Optional<Response> headers = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  /** Keeps at most so many bytes of the body, and lets one of the workers wait for it. */
  Collector(Connections connections, Workers<?> workers, int keptBytes) {
    this.connections = connections;
    done = new Signal(workers);
    body = new ReceivedBody(keptBytes);
  }

  /** The request has got its connection. */
  synchronized void begin(Connection taken) {
    connection = Optional.of(taken);
    begunNanos = System.nanoTime();
    opened = connections.take(taken);
    reused = opened.isEmpty() && shared().map(SharedConnection::isProven).orElse(true);
    receivedBefore = received();
    address = connections.address(taken);
  }

  /**
   * The request's head has been written; or it is taken for written, where the peer has cut the
   * handshake off.
   */
  synchronized void commit() {
    if (connection.filter(Connections::isNegotiated).isPresent()) {
      sentNanos = System.nanoTime();
    }
  }

  @Override
  public synchronized void onHeaders(Response response) {
    headers = Optional.of(response);
    answeredNanos = System.nanoTime();
    shared().ifPresent(SharedConnection::prove);
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
      endedNanos = System.nanoTime();
      ended |= !done.isGiven();
    }
    done.give();
  }

  /** It is waited for until then, in {@link System#nanoTime()}. */
  void within(long nanos) {
    deadlineNanos = nanos;
  }

  @Override
  public long getExpireNanoTime() {
    return deadlineNanos;
  }

  /** It is waited for no longer. */
  void expire() {
    done.give();
  }

  /** Waits until the exchange has ended or expired, and says whether it has ended. */
  boolean await() throws InterruptedException {
    done.await();
    synchronized (this) {
      return ended;
    }
  }

  /** Whether there was a connection. */
  synchronized boolean wasConnected() {
    return connection.isPresent();
  }

  /**
   * Whether the request's head was written, which is after any TLS handshake; a shared connection
   * has that behind it.
   */
  synchronized boolean wasSent() {
    return sentNanos != 0 || wasShared();
  }

  /**
   * Whether the connection had carried a request before, and nothing came of this one, at once: a
   * peer that ends it later may have worked on the request.
   */
  synchronized boolean wasStale() {
    return reused
        && wasClosed()
        && received() == receivedBefore
        && endedNanos - begunNanos < STALE_NANOS;
  }

  /** What had come on the connection, whoever it was for; nothing is known of those of HTTP/1.1. */
  private long received() {
    return shared().map(SharedConnection::received).orElse(0L);
  }

  private Optional<SharedConnection> shared() {
    return connection.filter(SharedConnection.class::isInstance).map(SharedConnection.class::cast);
  }

  /**
   * Whether the peer says that it has not begun with the request of HTTP/2, or it was never sent.
   */
  synchronized boolean wasRefused() {
    return headers.isEmpty()
        && failure
            .filter(cause -> !wasConnected() || Classifier.isRefused(cause, sentNanos != 0))
            .isPresent();
  }

  /** Whether the peer ended the connection instead of answering. */
  synchronized boolean wasClosed() {
    return headers.isEmpty() && failure.filter(Classifier::isClosed).isPresent();
  }

  /** Whether its connection carries requests of others, too. */
  synchronized boolean wasShared() {
    return shared().isPresent();
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

  /**
   * Where the time went, as far as the exchange came.
   *
   * @param secure whether a TLS handshake lies between the connection and the request
   */
  synchronized Phases phases(boolean secure) {
    return new Phases(
        Phases.nanos(opened.map(it -> it.timing().dns())),
        Phases.nanos(opened.map(it -> between(it.timing().resolvedNanos(), it.openedNanos()))),
        // Nothing where the handshake was not completed: then nothing was sent.
        Phases.nanos(
            opened
                .filter(it -> secure)
                .map(it -> between(it.openedNanos(), sentNanos))
                .filter(Duration::isPositive)),
        // An answer may be noticed before it is that the request was sent.
        Phases.nanos(
            headers.map(
                response -> between(sentNanos == 0 ? begunNanos : sentNanos, answeredNanos))),
        Phases.nanos(
            headers
                .filter(response -> endedNanos != 0)
                .map(response -> between(answeredNanos, endedNanos))));
  }

  private static Duration between(long from, long to) {
    return Duration.ofNanos(Math.max(0, to - from));
  }
}
