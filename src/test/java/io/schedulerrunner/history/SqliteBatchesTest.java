package io.schedulerrunner.history;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class SqliteBatchesTest extends BatchStoreContract {

  private @TempDir Path folder;

  @Override
  RunStore empty() {
    return SqlStore.open(new SqliteDatabase(folder.resolve("runs.db"), Duration.ofSeconds(20)));
  }
}
