package io.schedulerrunner.config;

/**
 * Where the endpoints come from: a fixed value, or a file that is read again when it has changed.
 */
@FunctionalInterface
public interface EndpointSource {

  /**
   * The endpoints in force now; the last good ones where a newer version was refused. Thread-safe.
   */
  EndpointSet current();

  /** Always the same endpoints. */
  static EndpointSource of(EndpointSet endpoints) {
    return () -> endpoints;
  }
}
