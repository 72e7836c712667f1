package io.schedulerrunner.web;

/** One way of proving who one is. Thread-safe; sees a request before its body is read. */
public interface Authenticator {

  /** Looks at a request's headers. */
  Verdict check(WebRequest request);

  /** The challenge for {@code WWW-Authenticate} (RFC 9110, section 11.6.1). */
  String challenge();
}
