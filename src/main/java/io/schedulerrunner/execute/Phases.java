package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the time of an attempt went, in nanoseconds. A phase that did not happen is {@link
 * #ABSENT}: a reused connection needs no DNS, no connect and no TLS. Numbers, since a large run
 * keeps very many of them.
 *
 * @param firstByteNanos from the request being sent to the first byte of the answer
 * @param bodyNanos from there to the last byte
 */
public record Phases(
    long dnsNanos, long connectNanos, long tlsNanos, long firstByteNanos, long bodyNanos) {

  /** In place of the time of a phase that did not happen. */
  public static final long ABSENT = -1;

  /** Nothing was measured. */
  public static final Phases NONE = new Phases(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

  /** Whether anything was measured. */
  public boolean areKnown() {
    long connection = Math.max(dnsNanos, Math.max(connectNanos, tlsNanos));
    return Math.max(connection, Math.max(firstByteNanos, bodyNanos)) != ABSENT;
  }

  /** A phase's time as it is put in here. */
  public static long nanos(Optional<Duration> phase) {
    return phase.map(Duration::toNanos).orElse(ABSENT);
  }

  private static Optional<Duration> phase(long nanos) {
    return nanos == ABSENT ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  /** How long the name was looked up. */
  public Optional<Duration> dns() {
    return phase(dnsNanos);
  }

  /** How long the connection was made. */
  public Optional<Duration> connect() {
    return phase(connectNanos);
  }

  /** How long the TLS handshake took. */
  public Optional<Duration> tls() {
    return phase(tlsNanos);
  }

  /** How long the first byte was waited for, after the request was sent. */
  public Optional<Duration> firstByte() {
    return phase(firstByteNanos);
  }

  /** How long the answer took, from its first byte to its last. */
  public Optional<Duration> body() {
    return phase(bodyNanos);
  }
}
