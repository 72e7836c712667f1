package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresStoreTest extends RunStoreContract {

  private final StoreUrl.Postgres url = PostgresServer.database();

  @Override
  RunStore empty() {
    return second();
  }

  @Override
  RunStore second() {
    return SqlStore.open(PostgresDatabase.open(url));
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
