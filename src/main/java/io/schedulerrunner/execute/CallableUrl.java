package io.schedulerrunner.execute;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;

/** Reads URLs that are only known when the call is made: from templates and redirects. */
final class CallableUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private CallableUrl() {}

  /** The parts of an absolute http(s) URL; nothing where a text is anything else. */
  static Optional<HttpURI> of(String text) {
    try {
      HttpURI url = HttpURI.from(text);
      String host = Objects.requireNonNullElse(url.getHost(), "");
      // What is encoded in a host, nobody would decode.
      boolean hasHost = !host.isEmpty() && host.indexOf('%') < 0;
      return hasHost && SCHEMES.contains(url.getScheme()) ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
