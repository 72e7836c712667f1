package io.schedulerrunner.history;

/** Something to know of one endpoint of a run; what comes later counts. Immutable. */
sealed interface ResultEntry {

  /** The endpoint's name. */
  String name();

  /** Its result, written under the lease with that number. */
  record Recorded(long lease, RecordedResult result) implements ResultEntry {
    @Override
    public String name() {
      return result.name();
    }
  }

  /** It has another place in the plan. */
  record Moved(String name, int position) implements ResultEntry {}

  /** It is no longer in the plan. */
  record Gone(String name) implements ResultEntry {}
}
