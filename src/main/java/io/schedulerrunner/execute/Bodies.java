package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;

/**
 * How the response bodies of one run are rendered, and where they are kept. Thread-safe.
 *
 * @param limit how many bytes of a body are kept
 * @param secrets what is hidden in every body of the run
 */
record Bodies(int limit, RunSecrets secrets, BodyKeeper keeper) {

  /** Renders an answer's body without secrets and keeps it. */
  KeptBody keep(Answer answer, Secrets hidden) {
    return keeper.keep(new BodyRenderer(limit, hidden).render(answer));
  }
}
