package io.schedulerrunner.history;

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
}
