package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends RunStoreContract {

  @TempDir private Path folder;

  @Override
  RunStore empty() {
    return second();
  }

  @Override
  RunStore second() {
    return SqlStore.open(
        new SqliteDatabase(folder.resolve("new/data/runs.db"), Duration.ofSeconds(20)));
  }

  @Test
  void howFarTicksWereSeenToOutlivesTheProcess() {
    try (RunStore store = second()) {
      ScheduleStore schedules = store.schedules();
      assertThat(schedules.handledUntil("tick")).isEmpty();
      schedules.handled("tick", Examples.NOW);
      schedules.handled("tick", Examples.NOW.plusSeconds(60));
      schedules.handled("tick", Examples.NOW);
      assertThat(schedules.handledUntil("cron")).isEmpty();
    }
    try (RunStore later = second()) {
      assertThat(later.schedules().handledUntil("tick")).contains(Examples.NOW.plusSeconds(60));
    }
  }
}
