package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;

/** Other instances that answer as a test says. */
final class FakeLimits implements SharedLimits {

  /** What was reserved, in order. */
  final List<Stretch> reserved = new CopyOnWriteArrayList<>();

  final TransferQueue<Demand> demands = new LinkedTransferQueue<>();
  final TransferQueue<OptionalInt> grants = new LinkedTransferQueue<>();
  volatile boolean away;
  volatile boolean interrupting;
  volatile boolean closed;
  private final Time time;
  private long free;

  FakeLimits(Time time) {
    this.time = time;
    free = time.nanos();
  }

  /** Others reserve what follows. */
  synchronized void reserveForOthers(Duration length) {
    free += length.toNanos();
  }

  @Override
  public Optional<Duration> reserve(Limit limit, Stretch stretch) throws InterruptedException {
    reserved.add(stretch);
    if (interrupting) {
      throw new InterruptedException();
    }
    return away ? Optional.empty() : Optional.of(next(stretch));
  }

  private synchronized Duration next(Stretch stretch) {
    long now = time.nanos();
    long begin = Math.max(free, now - stretch.late().toNanos());
    free = begin + stretch.length().toNanos();
    return Duration.ofNanos(begin - now);
  }

  @Override
  public OptionalInt hold(Limit limit, Demand demand) throws InterruptedException {
    demands.put(demand);
    return grants.take();
  }

  /** Waits for the next demand and answers it. */
  Demand grant(int slots) throws InterruptedException {
    return answer(OptionalInt.of(slots));
  }

  /** Waits for the next demand, and does not answer it. */
  Demand ignore() throws InterruptedException {
    return answer(OptionalInt.empty());
  }

  private Demand answer(OptionalInt slots) throws InterruptedException {
    Demand demand = demands.take();
    grants.put(slots);
    return demand;
  }

  @Override
  public void close() {
    closed = true;
  }
}
