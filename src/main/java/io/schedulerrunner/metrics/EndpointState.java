package io.schedulerrunner.metrics;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint has been doing since the process began. Immutable.
 *
 * @param failuresInARow since its last success
 */
record EndpointState(Optional<Instant> lastSuccess, int failuresInARow) {

  static final EndpointState NONE = new EndpointState(Optional.empty(), 0);

  EndpointState succeeded(Instant at) {
    return new EndpointState(Optional.of(at), 0);
  }

  EndpointState failed() {
    return new EndpointState(lastSuccess, failuresInARow + 1);
  }
}
