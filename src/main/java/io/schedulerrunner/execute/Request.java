package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request as it goes out, secrets included. Immutable.
 *
 * @param url with its query
 */
record Request(
    String method, String url, List<Header> headers, Optional<RequestBody> body, Duration timeout) {

  /** One header line. */
  record Header(String name, String value) {}

  Request {
    headers = List.copyOf(headers);
  }

  /** Whether a header of that name, in any case, is there. */
  boolean hasHeader(String name) {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
  }
}
