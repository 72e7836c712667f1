package io.schedulerrunner.history;

import java.time.Duration;

/**
 * The right to carry a run out, until it expires.
 *
 * @param number grows each time the run is opened; a holder with a smaller number than the store's
 *     can write nothing any more (a fencing token)
 * @param duration from each renewal to the expiry
 */
public record Lease(String runId, long number, Duration duration) {}
