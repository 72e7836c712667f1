package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresBatchesTest extends BatchStoreContract {

  @Override
  RunStore empty() {
    return SqlStore.open(PostgresDatabase.open(PostgresServer.database()));
  }

  @Test
  void batchesAreSentInTheTransactionThatFilesThem() {
    List<List<Batch.Key>> sent = new ArrayList<>();
    StoreUrl.Postgres url = PostgresServer.database();
    try (RunStore store =
        RunStores.source(url, () -> Examples.NOW, (connection, keys) -> sent.add(keys)).open()) {
      BatchStore batches = store.batches().orElseThrow();
      Batch.Key first = new Batch.Key("1", 1, 0);
      Batch.Key second = new Batch.Key("1", 1, 1);
      WorkOrder order = new WorkOrder("{}", Examples.NOW, Examples.LEASE);
      batches.open(
          Examples.keyless("1", "a", "b"),
          (lease, reused) ->
              new BatchStore.Filed(
                  order,
                  List.of(new Batch(first, 0, List.of(0)), new Batch(second, 1, List.of(1)))));
      batches.settle(first, List.of(), Examples.NOW);

      assertThat(sent).containsExactly(List.of(first), List.of(second));
    }
  }

  @Test
  void nothingIsFiledWhereItCannotBeSent() {
    StoreUrl.Postgres url = PostgresServer.database();
    Outbox full =
        (connection, keys) -> {
          throw new SQLException("full");
        };
    try (RunStore store = RunStores.source(url, () -> Examples.NOW, full).open()) {
      BatchStore batches = store.batches().orElseThrow();
      Batch batch = new Batch(new Batch.Key("1", 1, 0), 0, List.of(0));
      WorkOrder order = new WorkOrder("{}", Examples.NOW, Examples.LEASE);

      assertThatThrownBy(
              () ->
                  batches.open(
                      Examples.keyless("1", "a"),
                      (lease, reused) -> new BatchStore.Filed(order, List.of(batch))))
          .isInstanceOf(StoreException.class);
      assertThat(store.outline("1")).isEmpty();
    }
  }
}
