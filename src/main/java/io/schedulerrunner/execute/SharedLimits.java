package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the instances that make calls under the same limits have in common. Two instances share a
 * limit if its name and its whole definition are the same. An answer is empty where the others
 * cannot be reached now: then the limit holds in this process alone. Whatever goes wrong with them
 * is such an answer, and no exception; it may keep the first one waiting who notices, for some
 * seconds, but nobody after that. Thread-safe.
 */
public interface SharedLimits extends AutoCloseable {

  /**
   * A part of a limit's time.
   *
   * @param length how long it lasts
   * @param late how far in the past it may begin if nobody has that time
   */
  record Stretch(Duration length, Duration late) {}

  /**
   * What an instance needs of a limit's concurrency.
   *
   * @param kept slots that it goes on using until it is answered; no fewer than calls in flight
   * @param wanted slots that it could use; at least those that it keeps
   */
  record Demand(int kept, int wanted) {}

  /**
   * Reserves the next stretch of the limit's time: during it only this instance starts calls. What
   * it does not use of it is lost.
   *
   * @return how long until it begins; negative if it has begun
   */
  Optional<Duration> reserve(Limit limit, Stretch stretch) throws InterruptedException;

  /**
   * Takes, keeps and gives back slots of the limit's concurrency. They stay this instance's until
   * it asks again, or for the length of a lease if it does not.
   *
   * @return how many may be in flight here; may be fewer than are
   */
  OptionalInt hold(Limit limit, Demand demand) throws InterruptedException;

  /** Gives all slots back. Afterwards every answer is empty. */
  @Override
  void close();
}
