package io.schedulerrunner.execute;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backstop: a bug in a caller becomes a failure of its endpoint alone, and a line in the log.
 */
final class NeverThrowingCaller implements Caller {

  private static final Logger LOG = LoggerFactory.getLogger(NeverThrowingCaller.class);

  private final Caller delegate;

  NeverThrowingCaller(Caller delegate) {
    this.delegate = delegate;
  }

  @Override
  public Reply call(Exchange exchange) {
    try {
      return delegate.call(exchange);
    } catch (RuntimeException | Error e) {
      LOG.error("A bug: calling {} threw an exception", exchange.call().name(), e);
      return new Reply.Failed(
          ErrorType.PROTOCOL, "An error inside the runner prevented the call; its log says more.");
    }
  }
}
