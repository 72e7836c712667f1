package io.schedulerrunner.history;

import java.util.List;
import java.util.Optional;

/**
 * Some runs, newest first.
 *
 * @param next for the next page's {@code before}; empty on the last one
 */
public record RunPage(List<RecordedRun> runs, Optional<String> next) {

  public RunPage {
    runs = List.copyOf(runs);
  }

  /** The first {@code limit} of the runs that were found; one more shows that there is a next. */
  static RunPage of(List<RecordedRun> found, int limit) {
    return found.size() > limit
        ? new RunPage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()))
        : new RunPage(found, Optional.empty());
  }
}
