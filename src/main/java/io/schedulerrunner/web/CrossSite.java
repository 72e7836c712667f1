package io.schedulerrunner.web;

import java.util.Optional;
import java.util.Set;

/**
 * Keeps a page of another site from starting runs through the browser of somebody who can reach the
 * service (cross-site request forgery): where no credentials are configured, or a proxy in front
 * adds them, nothing else would. Whoever is no browser sends neither of the two headers that count:
 * {@code Sec-Fetch-Site} (W3C, Fetch Metadata Request Headers), and in its absence {@code Origin}
 * (RFC 6454, section 7), which then must name the host that was asked.
 */
final class CrossSite {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private CrossSite() {}

  /** What to answer to a page of another site: 403; nothing where it is none. */
  static Optional<Answer> refusal(WebRequest request) {
    return HARMLESS.contains(request.method()) || isOwn(request)
        ? Optional.empty()
        : Optional.of(
            Answer.error(403, "forbidden", "Pages of other sites may change nothing here."));
  }

  private static boolean isOwn(WebRequest request) {
    Optional<String> site = request.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return OWN.contains(site.get());
    }
    String host = request.header("Host").orElse("");
    return request
        .header("Origin")
        .map(origin -> origin.substring(origin.indexOf("://") + 1).equalsIgnoreCase("//" + host))
        .orElse(true);
  }
}
