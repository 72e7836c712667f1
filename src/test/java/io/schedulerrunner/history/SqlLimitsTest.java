package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits;
import io.schedulerrunner.execute.SharedLimits.Demand;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What instances agree on through the store. */
class SqlLimitsTest {

  private static final Limit TEN =
      new Limit(
          "ten",
          OptionalInt.of(10),
          Optional.of(new Limit.Rate(1, Duration.ofSeconds(1))),
          Optional.empty(),
          List.of());
  private static final Duration HOUR = Duration.ofHours(1);

  private final StoreUrl.Postgres url = PostgresServer.database();

  private SharedLimits instance(Duration lease) {
    return RunStores.limits(url, lease, InstantSource.system()).orElseThrow();
  }

  @Test
  void onlyPostgresIsShared() {
    assertThat(RunStores.limits(new StoreUrl.Memory(), HOUR, InstantSource.system())).isEmpty();
  }

  @Test
  void stretchesFollowOneAnother() {
    try (SharedLimits one = instance(HOUR);
        SharedLimits two = instance(HOUR)) {
      assertThat(one.reserve(TEN, HOUR)).hasValue(Duration.ZERO);
      Duration second = two.reserve(TEN, HOUR).orElseThrow();
      Duration third = one.reserve(TEN, HOUR).orElseThrow();

      assertThat(second).isBetween(Duration.ofMinutes(50), HOUR);
      assertThat(third).isBetween(second.plusMinutes(50), second.plus(HOUR));
    }
  }

  @Test
  void slotsAreDividedFairly() {
    try (SharedLimits one = instance(HOUR);
        SharedLimits two = instance(HOUR)) {
      assertThat(one.hold(TEN, new Demand(0, 10))).hasValue(10);
      assertThat(two.hold(TEN, new Demand(0, 10))).hasValue(0);
      assertThat(one.hold(TEN, new Demand(8, 10))).hasValue(5);
      assertThat(two.hold(TEN, new Demand(0, 10))).hasValue(2);
      assertThat(one.hold(TEN, new Demand(5, 10))).hasValue(5);
      assertThat(two.hold(TEN, new Demand(2, 3))).hasValue(3);
      assertThat(one.hold(TEN, new Demand(5, 10))).hasValue(7);
      assertThat(one.hold(TEN, new Demand(0, 0))).hasValue(0);
      assertThat(two.hold(TEN, new Demand(3, 10))).hasValue(10);
    }
  }

  @Test
  void slotsOfAnInstanceThatVanishedComeBackAfterItsLease() {
    try (SharedLimits lasting = instance(HOUR);
        SharedLimits vanishing = instance(Duration.ZERO)) {
      assertThat(vanishing.hold(TEN, new Demand(0, 10))).hasValue(10);
      assertThat(lasting.hold(TEN, new Demand(0, 10))).hasValue(10);
    }
  }

  @Test
  void aStoreThatIsAwayIsAskedAgainAfterAWhile() throws Exception {
    SettableClock clock = new SettableClock(Examples.NOW);
    EmbeddedPostgres server = PostgresServer.start();
    try (SharedLimits limits =
        RunStores.limits(PostgresServer.url(server.getPort(), "postgres"), HOUR, clock)
            .orElseThrow()) {
      try (server) {
        assertThat(limits.hold(TEN, new Demand(0, 4))).hasValue(4);
      }
      assertThat(limits.hold(TEN, new Demand(4, 4))).isEmpty();
      assertThat(limits.reserve(TEN, HOUR)).isEmpty();
      clock.now = clock.now.plusSeconds(5);
      assertThat(limits.reserve(TEN, HOUR)).isEmpty();
    }
  }
}
