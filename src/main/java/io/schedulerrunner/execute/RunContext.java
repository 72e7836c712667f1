package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Trigger;

/**
 * What a run is, apart from its plan.
 *
 * @param id a UUIDv7 (RFC 9562)
 * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived: the deadline counts from
 *     here
 */
public record RunContext(String id, Trigger trigger, long arrivedNanos, RunListener listener) {}
