package io.schedulerrunner.execute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts how many calls are made at the same time, and is in no hurry. */
final class CrowdCaller implements Caller {

  final AtomicInteger most = new AtomicInteger();
  final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();

  @Override
  public Reply call(Exchange exchange) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    // Lets others in, if they do not wait for it to end.
    LockSupport.parkNanos(1);
    inside.decrementAndGet();
    calls.incrementAndGet();
    return Answers.ok();
  }
}
