package io.schedulerrunner.execute;

import java.util.Locale;

/** Why an endpoint did not succeed; the report's {@code error_type}. */
public enum ErrorType {
  /** The host name could not be resolved. */
  DNS,
  /** No connection. */
  CONNECT,
  /** No trusted encrypted connection. */
  TLS,
  /** The attempt took longer than the endpoint's timeout. */
  TIMEOUT,
  /** What came back was not HTTP, or broke off. */
  PROTOCOL,
  /** Redirected too often, in a circle or to nowhere. */
  REDIRECT,
  /** The address must not be called. */
  BLOCKED,
  /** The status code says so. */
  STATUS,
  /** The answer was not what {@code expect} asks for. */
  EXPECTATION,
  /** A <code>{{ }}</code> expression failed. */
  TEMPLATE,
  /** No token could be had. */
  AUTH,
  /** What it depends on did not succeed. */
  DEPENDENCY,
  /** The run's deadline came first. */
  DEADLINE,
  /** The run was stopped. */
  CANCELLED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** As the report writes it. */
  public String wireName() {
    return wireName;
  }
}
