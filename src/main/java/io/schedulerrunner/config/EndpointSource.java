package io.schedulerrunner.config;

import java.util.Optional;

/**
 * Where the endpoints come from: a fixed value, or a file that is read again when it has changed.
 */
@FunctionalInterface
public interface EndpointSource {

  /**
   * The endpoints in force now; the last good ones where a newer version was refused. Thread-safe.
   */
  EndpointSet current();

  /** Why a newer version was refused, where the last good one had to stay in force. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Always the same endpoints. */
  static EndpointSource of(EndpointSet endpoints) {
    return () -> endpoints;
  }
}
