package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the instances that make calls under the same limits have in common. Two instances share a
 * limit if its name and its whole definition are the same. An answer is empty where the others
 * cannot be reached now: then the limit holds in this process alone. Thread-safe.
 */
public interface SharedLimits extends AutoCloseable {

  /**
   * What an instance needs of a limit's concurrency.
   *
   * @param inUse calls in flight
   * @param wanted calls that could be in flight; at least those that are
   */
  record Demand(int inUse, int wanted) {}

  /**
   * Reserves the next stretch of the limit's time: during it only this instance starts calls. What
   * it does not use of it is lost.
   *
   * @return how long until it begins
   */
  Optional<Duration> reserve(Limit limit, Duration length);

  /**
   * Takes, keeps and gives back slots of the limit's concurrency. They stay this instance's until
   * it asks again, or for the length of a lease if it does not.
   *
   * @return how many may be in flight here; may be fewer than are
   */
  OptionalInt hold(Limit limit, Demand demand);

  @Override
  void close();
}
