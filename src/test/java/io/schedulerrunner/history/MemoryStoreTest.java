package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends RunStoreContract {

  private final MemoryStore memory = new MemoryStore(1L << 30);

  @Override
  RunStore empty() {
    return memory;
  }

  @Override
  RunStore second() {
    return memory;
  }

  @Test
  void theOldestEndedRunsMakeRoom() {
    try (MemoryStore small = new MemoryStore(6_000)) {
      Lease first = open(small, "1");
      Lease second = open(small, "2");
      small.finish(second, ending());
      open(small, "3");

      small.record(first, List.of(succeeded(0, "a"), succeeded(1, "b"), succeeded(2, "c")), NOW);

      assertThat(small.runs(Examples.query(RunFilter.ALL)).runs())
          .extracting(RecordedRun::id)
          .containsExactly("3", "1");
      small.record(first, List.of(succeeded(3, "d"), succeeded(4, "e")), NOW);
      assertThat(small.runs(Examples.query(RunFilter.ALL)).runs()).hasSize(2);
    }
  }

  @Test
  void whatIsNoLongerInAPlanTakesNoRoomAnyMore() {
    try (MemoryStore small = new MemoryStore(5_000)) {
      small.finish(open(small, "0"), ending());
      Lease lease = open(small, "1");
      for (String next : List.of("b", "c", "d", "e")) {
        RecordedResult failed = failed(0, "a");
        small.record(lease, List.of(failed), NOW);
        small.finish(lease, ending(failed));
        lease = ((Opened.Resumed) small.open(keyed("1", "1", next))).lease();
      }
      small.record(lease, List.of(failed(0, "e")), NOW);

      assertThat(small.runs(Examples.query(RunFilter.ALL)).runs())
          .extracting(RecordedRun::id)
          .containsExactly("1", "0");
    }
  }

  private static Lease open(RunStore memory, String id) {
    return ((Opened.Fresh) memory.open(keyed(id, id, "a"))).lease();
  }

  @Test
  void howFarTicksWereSeenToIsNothingToRelyOn() {
    memory.schedules().handled("tick", NOW);
    assertThat(memory.schedules().handledUntil("tick")).isEmpty();
  }
}
