package io.schedulerrunner.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an earlier run means for a new trigger with the same key; the same for every store.
 *
 * @param reused what needs no call, at its place in the new plan
 * @param moved those of them that had another place
 * @param stale names of what is recorded and no longer in the plan
 * @param complete whether nothing at all is left to do
 */
record Reopening(
    List<RecordedResult> reused, List<RecordedResult> moved, List<String> stale, boolean complete) {

  static Reopening of(RunOutline outline, List<RecordedResult> recorded) {
    Map<String, RunOutline.Entry> planned = HashMap.newHashMap(outline.entries().size());
    for (RunOutline.Entry entry : outline.entries()) {
      planned.put(entry.name(), entry);
    }
    List<RecordedResult> reused = new ArrayList<>();
    List<RecordedResult> moved = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    for (RecordedResult result : recorded) {
      RunOutline.Entry entry = planned.get(result.name());
      if (entry == null) {
        stale.add(result.name());
      } else if (!result.status().isFailure() && entry.definition().equals(result.definition())) {
        RecordedResult placed = result.at(entry.index(), true);
        reused.add(placed);
        if (entry.index() != result.index()) {
          moved.add(placed);
        }
      }
    }
    boolean nothingFailed = recorded.stream().allMatch(result -> !result.status().isFailure());
    return new Reopening(reused, moved, stale, nothingFailed && reused.size() == planned.size());
  }
}
