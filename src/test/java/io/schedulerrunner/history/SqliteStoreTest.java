package io.schedulerrunner.history;

import java.nio.file.Path;
import java.time.Duration;
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
}
