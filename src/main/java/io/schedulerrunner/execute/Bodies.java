package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How the response bodies of one run are rendered, and where they are kept. Thread-safe.
 *
 * @param limit how many bytes of a body are kept
 * @param secrets what is hidden in every body of the run
 */
record Bodies(int limit, RunSecrets secrets, BodyKeeper keeper) {

  /** Rendering takes up to twenty times a body's size: those from this on are rendered in turn. */
  static final int LARGE_BYTES = 256 * 1024;

  static final ReentrantLock LARGE_ONES = new ReentrantLock();

  /** Renders an answer's body without secrets and keeps it; drops it where the run has ended. */
  KeptBody keep(Answer answer, Secrets hidden) {
    if (answer.body().kept().remaining() < LARGE_BYTES) {
      return kept(answer, hidden);
    }
    try {
      LARGE_ONES.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return KeptBody.DROPPED;
    }
    try {
      return kept(answer, hidden);
    } finally {
      LARGE_ONES.unlock();
    }
  }

  private KeptBody kept(Answer answer, Secrets hidden) {
    return keeper.keep(new BodyRenderer(limit, hidden).render(answer));
  }
}
