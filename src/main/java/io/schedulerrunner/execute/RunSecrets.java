package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must not be shown of a run: what the plan knows of, and the tokens that were obtained since.
 * Thread-safe.
 */
final class RunSecrets {

  private final Set<String> added = new HashSet<>();
  private volatile Secrets all;

  RunSecrets(Secrets planned) {
    all = planned;
  }

  /** Hides one more from now on. */
  synchronized void add(String secret) {
    if (added.add(secret)) {
      all = all.and(List.of(secret));
    }
  }

  /** All so far. */
  Secrets all() {
    return all;
  }
}
