package io.schedulerrunner.history;

import java.util.List;

/** What else is written in the commit that opens a run. */
@FunctionalInterface
interface OpeningAddition {

  /** Nothing. */
  OpeningAddition NONE = (lease, reused) -> List.of();

  /** The writes, once it is known what is left to do. */
  List<DocumentWrite> writes(Lease lease, List<RecordedResult> reused);
}
