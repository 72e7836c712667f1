package io.schedulerrunner.execute;

import org.eclipse.jetty.client.Connection;

/**
 * A connection that carries several requests at the same time. Thread-safe.
 *
 * <p>What makes it one, {@link Http2Connection}, is loaded with the first of them.
 */
interface SharedConnection extends Connection {

  /** Takes a place for a request, where there is one left. */
  boolean take();

  /** Gives a place back. */
  void leave();

  /** Whether no more requests are to be sent on it. */
  boolean isEnding();

  /** An answer has come on it. */
  void prove();

  /** Whether an answer has ever come on it. */
  boolean isProven();

  /** How many bytes have come on it so far. */
  long received();

  /** Does something once it is closed. */
  void whenClosed(Runnable action);
}
