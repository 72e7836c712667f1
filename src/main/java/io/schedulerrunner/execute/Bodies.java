package io.schedulerrunner.execute;

/** How the response bodies of one run are rendered, and where they are kept. Thread-safe. */
record Bodies(BodyRenderer renderer, BodyKeeper keeper) {

  /** Renders an answer's body and keeps it. */
  KeptBody keep(Answer answer) {
    return keeper.keep(renderer.render(answer));
  }
}
