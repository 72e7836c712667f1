package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.util.HashMap;
import java.util.Map;

/**
 * This process's shares in the limits that it has in common with other instances. One that nobody
 * uses is forgotten once it holds nothing. Thread-safe.
 */
final class Shares {

  private final SharedLimits limits;
  private final Time time;
  private final Map<Limit, Share> shares = new HashMap<>();

  Shares(SharedLimits limits, Time time) {
    this.limits = limits;
    this.time = time;
  }

  /** What is held of one limit. */
  private static final class Share {

    private final SharedRate rate;
    private final SharedSlots slots;
    private int users;

    private Share(SharedRate rate, SharedSlots slots) {
      this.rate = rate;
      this.slots = slots;
    }
  }

  /** One call's turn. */
  private final class SharedTurn implements Turn {

    private final Limit limit;
    private final Share share;
    private boolean inside;

    private SharedTurn(Limit limit, Share share) {
      this.limit = limit;
      this.share = share;
    }

    @Override
    public boolean isFree() {
      return false;
    }

    @Override
    public void await() throws InterruptedException {
      if (limit.concurrency().isPresent()) {
        share.slots.enter();
        inside = true;
      }
      share.rate.await();
    }

    @Override
    public void end() {
      if (inside) {
        share.slots.leave();
      }
      release(share);
    }
  }

  /** A call comes to a limit. */
  synchronized Turn turn(Limit limit) {
    shares.values().removeIf(Shares::isIdle);
    Share share =
        shares.computeIfAbsent(
            limit,
            it -> new Share(new SharedRate(limits, it, time), new SharedSlots(limits, it, time)));
    share.users++;
    return new SharedTurn(limit, share);
  }

  /** How many limits are remembered. */
  synchronized int size() {
    return shares.size();
  }

  private synchronized void release(Share share) {
    share.users--;
  }

  private static boolean isIdle(Share share) {
    return share.users == 0 && share.rate.isIdle() && share.slots.isIdle();
  }
}
