package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What has happened to one call so far. Written by its worker, read by whoever ends the run:
 * thread-safe.
 */
final class Progress {

  private boolean started;
  private long startedNanos;
  private List<Attempt> attempts = List.of();
  private Optional<Begun> attempt = Optional.empty();
  private boolean queued;
  private List<String> signatures = List.of();
  private Optional<Exchange> sent = Optional.empty();
  private Phases phases = Phases.NONE;
  private Optional<String> address = Optional.empty();
  private Optional<Result> result = Optional.empty();

  /** An attempt that is going on. */
  private record Begun(Instant at, long nanos) {}

  /** The call begins. */
  synchronized void start(long nanos) {
    started = true;
    startedNanos = nanos;
  }

  /** When the call began, if it did. */
  synchronized OptionalLong startedNanos() {
    return started ? OptionalLong.of(startedNanos) : OptionalLong.empty();
  }

  /** What was measured of the attempt going on. */
  synchronized void measured(Phases measured, Optional<String> called) {
    phases = measured;
    address = called;
  }

  synchronized Phases phases() {
    return phases;
  }

  synchronized Optional<String> address() {
    return address;
  }

  /** A signature was made for an attempt: as good as a password, for as long as it is valid. */
  synchronized void signed(String signature) {
    List<String> more = new ArrayList<>(signatures);
    more.add(signature);
    signatures = more;
  }

  /** The signatures of all attempts. */
  synchronized List<String> signatures() {
    return signatures;
  }

  /** An attempt begins, with the request as it goes out but for what proves who calls. */
  synchronized void sending(Exchange exchange) {
    sent = Optional.of(exchange);
  }

  /** The latest request as a command without secrets, where one was made. */
  Optional<String> curl() {
    return sent().map(CurlLine::of);
  }

  private synchronized Optional<Exchange> sent() {
    return sent;
  }

  /** An attempt begins. */
  synchronized void begin(Instant at, long nanos) {
    attempt = Optional.of(new Begun(at, nanos));
  }

  /** An attempt has ended. */
  synchronized void add(Attempt ended) {
    List<Attempt> more = new ArrayList<>(attempts.size() + 1);
    more.addAll(attempts);
    more.add(ended);
    attempts = List.copyOf(more);
    attempt = Optional.empty();
    phases = Phases.NONE;
    address = Optional.empty();
  }

  /** The attempts that have ended. */
  synchronized List<Attempt> attempts() {
    return attempts;
  }

  /** It waits for a limit, or does so no longer because it may begin. */
  synchronized void queued(boolean waits) {
    queued = waits;
  }

  /** Whether all it did was to wait for a limit. */
  synchronized boolean isOnlyQueued() {
    return queued && attempts.isEmpty();
  }

  /** All attempts, the one that is going on as one that ends now, with this failure. */
  synchronized List<Attempt> attemptsEndedBy(Failure failure, long nanos) {
    List<Attempt> all = new ArrayList<>(attempts);
    attempt.ifPresent(
        begun ->
            all.add(
                new Attempt(
                    attempts.size() + 1,
                    begun.at(),
                    Duration.ofNanos(nanos - begun.nanos()),
                    OptionalInt.empty(),
                    Optional.of(failure),
                    phases,
                    address)));
    return all;
  }

  /** Gives the call its result; only the first counts. */
  synchronized boolean settle(Result settled) {
    if (result.isPresent()) {
      return false;
    }
    result = Optional.of(settled);
    sent = Optional.empty();
    return true;
  }

  /** The call's result, once it has one. */
  synchronized Optional<Result> result() {
    return result;
  }
}
