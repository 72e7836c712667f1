package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits;
import io.schedulerrunner.execute.SharedLimits.Demand;
import io.schedulerrunner.execute.SharedLimits.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
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
  private static final Limit OTHER =
      new Limit("ten", OptionalInt.of(10), Optional.empty(), Optional.empty(), List.of());
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Stretch STRETCH = new Stretch(HOUR, Duration.ofSeconds(2));

  private final DatabaseClock clock = new DatabaseClock();

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void onlyPostgresIsShared() {
    assertThat(RunStores.limits(new StoreUrl.Memory(), HOUR, InstantSource.system())).isEmpty();
  }

  @Test
  void stretchesFollowOneAnother() throws Exception {
    try (SharedLimits one = clock.instance(HOUR);
        SharedLimits two = clock.instance(HOUR)) {
      clock.set(HOUR);
      assertThat(one.reserve(TEN, STRETCH)).hasValue(Duration.ZERO);
      assertThat(two.reserve(TEN, STRETCH)).hasValue(HOUR);
      assertThat(one.reserve(TEN, STRETCH)).hasValue(HOUR.multipliedBy(2));
      assertThat(one.reserve(OTHER, STRETCH)).as("another definition").hasValue(Duration.ZERO);
      clock.set(HOUR.plusMillis(3));
      assertThat(two.reserve(TEN, STRETCH)).hasValue(HOUR.multipliedBy(3).minusMillis(3));
    }
  }

  @Test
  void aStretchBeginsInThePastIfNobodyHasThatTime() throws Exception {
    try (SharedLimits limits = clock.instance(HOUR)) {
      limits.reserve(TEN, STRETCH);
      clock.set(HOUR.plusSeconds(1));
      assertThat(limits.reserve(TEN, STRETCH)).hasValue(Duration.ofSeconds(-1));
      clock.set(HOUR.multipliedBy(9));
      assertThat(limits.reserve(TEN, STRETCH)).hasValue(Duration.ofSeconds(-2));
      assertThat(limits.reserve(TEN, STRETCH)).hasValue(HOUR.minusSeconds(2));
    }
  }

  @Test
  void theClockIsThatOfTheDatabase() throws Exception {
    try (SharedLimits limits =
        RunStores.limits(clock.url(), HOUR, InstantSource.system()).orElseThrow()) {
      limits.reserve(TEN, STRETCH);

      assertThat(
              clock.number(
                  """
                  SELECT count(*) AS n FROM runner_limits WHERE free_at
                  BETWEEN extract(epoch FROM now() + interval '55 minutes') * 1000000
                  AND extract(epoch FROM now() + interval '60 minutes') * 1000000"""))
          .isEqualTo(1);
    }
  }

  @Test
  void slotsAreDividedFairly() throws Exception {
    try (SharedLimits one = clock.instance(HOUR);
        SharedLimits two = clock.instance(HOUR)) {
      assertThat(one.hold(TEN, new Demand(0, 10))).hasValue(10);
      assertThat(two.hold(TEN, new Demand(0, 10))).hasValue(0);
      assertThat(one.hold(TEN, new Demand(8, 10))).hasValue(5);
      assertThat(two.hold(TEN, new Demand(0, 10))).hasValue(2);
      assertThat(two.hold(OTHER, new Demand(0, 7))).as("another definition").hasValue(7);
      assertThat(one.hold(TEN, new Demand(5, 10))).hasValue(5);
      assertThat(two.hold(TEN, new Demand(2, 3))).hasValue(3);
      assertThat(one.hold(TEN, new Demand(5, 10))).hasValue(7);
      assertThat(one.hold(TEN, new Demand(0, 0))).hasValue(0);
      assertThat(two.hold(TEN, new Demand(3, 10))).hasValue(10);
    }
  }

  @Test
  void fourBusyInstancesUseAllSlotsAndNoMore() throws Exception {
    Limit limit = new Limit("l", OptionalInt.of(30), Optional.empty(), Optional.empty(), List.of());
    List<SharedLimits> instances = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      instances.add(clock.instance(HOUR));
      held.add(0);
    }
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 4; i++) {
        Demand demand = new Demand(held.get(i), 30);
        held.set(i, instances.get(i).hold(limit, demand).orElseThrow());
        assertThat(clock.number("SELECT sum(held) AS n FROM runner_slots")).isLessThanOrEqualTo(30);
      }
      if (round >= 2) {
        assertThat(held).as("round %d", round).allMatch(it -> it >= 7 && it <= 9);
        assertThat(held.stream().mapToInt(it -> it).sum()).isBetween(27, 30);
      }
    }
    instances.forEach(SharedLimits::close);
  }

  @Test
  void slotsOfAnInstanceThatVanishedComeBackAfterItsLease() throws Exception {
    try (SharedLimits vanished = clock.instance(Duration.ofSeconds(30));
        SharedLimits lasting = clock.instance(HOUR)) {
      assertThat(vanished.hold(TEN, new Demand(0, 10))).hasValue(10);
      clock.set(Duration.ofSeconds(30).minusNanos(1000));
      assertThat(lasting.hold(TEN, new Demand(0, 10))).hasValue(0);
      clock.set(Duration.ofSeconds(30));
      assertThat(lasting.hold(TEN, new Demand(0, 10))).hasValue(10);
    }
  }

  @Test
  void slotsAreGivenBackAtTheEnd() throws Exception {
    SharedLimits ending = clock.instance(HOUR);
    try (SharedLimits lasting = clock.instance(HOUR)) {
      assertThat(ending.hold(TEN, new Demand(0, 10))).hasValue(10);
      assertThat(lasting.hold(TEN, new Demand(0, 1))).hasValue(0);
      ending.close();
      assertThat(lasting.hold(TEN, new Demand(0, 10))).hasValue(10);
      assertThat(ending.hold(TEN, new Demand(0, 10))).isEmpty();
      assertThat(ending.reserve(TEN, STRETCH)).isEmpty();
    }
  }

  @Test
  void whatIsOutOfUseForADayIsRemoved() throws Exception {
    try (SharedLimits limits = clock.instance(HOUR);
        RunStore store = RunStores.source(clock.url(), InstantSource.system()).open()) {
      limits.hold(TEN, new Demand(0, 1));
      Instant unused = Instant.EPOCH.plus(Duration.ofDays(1));
      store.prune(Retention.DEFAULT, unused);
      assertThat(clock.number("SELECT count(*) AS n FROM runner_limits")).isEqualTo(1);
      clock.set(Duration.ofMinutes(1));
      limits.hold(OTHER, new Demand(0, 1));
      store.prune(Retention.DEFAULT, unused.plus(Duration.ofSeconds(30)));
      assertThat(clock.number("SELECT count(*) AS n FROM runner_limits")).isEqualTo(1);
      assertThat(clock.number("SELECT count(*) AS n FROM runner_slots")).isEqualTo(2);
      store.prune(Retention.DEFAULT, unused.plus(HOUR).plusSeconds(30));
      assertThat(clock.number("SELECT count(*) AS n FROM runner_limits")).isEqualTo(0);
      assertThat(clock.number("SELECT count(*) AS n FROM runner_slots")).isEqualTo(1);
    }
  }
}
