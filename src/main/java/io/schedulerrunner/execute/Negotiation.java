package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Waits for the end of a TLS handshake, and hands the connection over to the protocol that was
 * agreed on in it (RFC 7301). The HTTP client has the same, but looks for the code that does it
 * through all jars, for each connection.
 */
final class Negotiation extends AbstractConnection implements SslHandshakeListener {

  private final SSLEngine engine;
  private final ClientConnectionFactory next;
  private final Handshake handshake;
  private final Map<String, Object> context;
  private volatile boolean complete;

  private Negotiation(
      EndPoint endPoint,
      Executor executor,
      ClientConnectionFactory next,
      Handshake handshake,
      Map<String, Object> context) {
    super(endPoint, executor);
    this.next = next;
    this.handshake = handshake;
    this.context = context;
    engine = (SSLEngine) requireNonNull(context.get(SSLEngine.class.getName()));
  }

  /** Begins a handshake in which the destination's protocols are offered. */
  static Connection begin(
      EndPoint endPoint,
      Executor executor,
      ClientConnectionFactory next,
      Handshake handshake,
      Map<String, Object> context) {
    Negotiation begun = new Negotiation(endPoint, executor, next, handshake, context);
    List<?> offered =
        (List<?>) requireNonNull(context.get(ClientConnector.APPLICATION_PROTOCOLS_CONTEXT_KEY));
    SSLParameters parameters = begun.engine.getSSLParameters();
    parameters.setApplicationProtocols(offered.toArray(String[]::new));
    begun.engine.setSSLParameters(parameters);
    ((SslConnection.SslEndPoint) endPoint).getSslConnection().addHandshakeListener(begun);
    return begun;
  }

  @Override
  public void handshakeSucceeded(Event event) {
    handshake.secured();
    complete = true;
  }

  @Override
  public void onOpen() {
    super.onOpen();
    try {
      getEndPoint().flush(BufferUtil.EMPTY_BUFFER);
      proceed();
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void onFillable() {
    try {
      proceed();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void proceed() throws IOException {
    int filled = getEndPoint().fill(BufferUtil.EMPTY_BUFFER);
    if (complete) {
      context.put(
          ClientConnector.APPLICATION_PROTOCOL_CONTEXT_KEY, engine.getApplicationProtocol());
      getEndPoint().upgrade(next.newConnection(getEndPoint(), context));
    } else if (filled < 0) {
      throw new EOFException("closed during the TLS handshake");
    } else {
      fillInterested();
    }
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    fail(timeout);
    return false;
  }

  private void fail(Throwable cause) {
    getEndPoint().close(cause);
    handshake.failed(cause);
  }
}
