package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Asks for a page of runs.
 *
 * @param before only runs older than this one: the {@code next} of the page before
 * @param limit most runs on the page
 * @param now tells runs that are going on from interrupted ones
 */
public record RunQuery(RunFilter filter, Optional<String> before, int limit, Instant now) {}
