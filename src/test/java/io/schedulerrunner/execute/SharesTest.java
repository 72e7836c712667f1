package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits.Demand;
import io.schedulerrunner.testing.ManualTime;
import io.schedulerrunner.testing.PassingTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an instance remembers of shared limits. */
class SharesTest {

  private static final Limit RATE = GateTest.rate(10, Duration.ofSeconds(1));
  private static final Limit ONE = GateTest.concurrency(1);
  private static final Limit OTHER = GateTest.concurrency(2);

  private final FakeLimits limits = new FakeLimits(new PassingTime());

  @Test
  void aRateIsRememberedUntilItsTimeHasPassed() throws InterruptedException {
    PassingTime time = new PassingTime();
    Shares shares = new Shares(limits, time);
    Turn turn = shares.turn(RATE);
    assertThat(turn.isFree()).isFalse();
    turn.await();
    turn.end();

    shares.turn(OTHER);
    assertThat(shares.size()).isEqualTo(2);
    time.pass(Duration.ofMillis(101));
    shares.turn(OTHER);
    assertThat(shares.size()).isEqualTo(1);
  }

  @Test
  void whatSomebodyUsesIsRemembered() {
    Shares shares = new Shares(limits, new PassingTime());
    Turn first = shares.turn(ONE);
    Turn second = shares.turn(ONE);
    shares.turn(OTHER);
    first.end();
    shares.turn(OTHER);
    assertThat(shares.size()).isEqualTo(2);
    second.end();
    shares.turn(OTHER);
    assertThat(shares.size()).isEqualTo(1);
  }

  @Test
  void slotsAreRememberedUntilTheyAreGivenBack() throws InterruptedException {
    ManualTime time = new ManualTime();
    Shares shares = new Shares(limits, time);
    shares.turn(ONE).end();
    Turn turn = shares.turn(ONE);
    limits.grants.add(OptionalInt.of(1));
    turn.await();
    assertThat(limits.demands.take()).isEqualTo(new Demand(0, 1));
    turn.end();
    shares.turn(OTHER).end();
    assertThat(shares.size()).isEqualTo(2);

    for (Demand expected : List.of(new Demand(1, 1), new Demand(0, 0))) {
      time.awaitSleeper();
      time.advance(SharedSlots.BEAT);
      assertThat(limits.grant(expected.wanted())).isEqualTo(expected);
    }
    while (shares.size() == 2) {
      shares.turn(OTHER).end();
    }
    assertThat(shares.size()).isEqualTo(1);
  }

  @Test
  void bothAreWaitedFor() throws InterruptedException {
    Limit both = new Limit("l", OptionalInt.of(1), RATE.rate(), Optional.empty(), List.of());
    Turn turn = new Shares(limits, new PassingTime()).turn(both);
    limits.grants.add(OptionalInt.of(1));
    turn.await();

    assertThat(limits.demands.take()).isEqualTo(new Demand(0, 1));
    assertThat(limits.reserved).hasSize(1);
  }

  @Test
  void whatNobodySharesIsFree() throws InterruptedException {
    Turn.FREE.await();
    Turn.FREE.end();

    assertThat(Turn.FREE.isFree()).isTrue();
  }
}
