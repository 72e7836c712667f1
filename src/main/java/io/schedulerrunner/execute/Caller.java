package io.schedulerrunner.execute;

/**
 * Calls an endpoint. The innermost one speaks HTTP; all others decorate it, each with one duty (see
 * {@link Callers}). Never throws for what an endpoint does: that is a {@link Reply}. Thread-safe.
 */
interface Caller {

  /** Calls, and waits for the reply. */
  Reply call(Exchange exchange);
}
