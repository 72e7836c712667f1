package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.testing.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All limits of a process, on a clock. */
class GatesTest {

  private static final Limit ONE = GateTest.concurrency(1);

  @Test
  void anEarlierStartIsNotMissed() throws InterruptedException {
    ManualTime time = new ManualTime();
    Gates gates = new Gates(time);
    Limit limit = GateTest.concurrency(2);
    Gates.Visit late = gates.visit(limit, "late", 2_000);
    Gates.Visit early = gates.visit(limit, "early", 1_000);

    time.awaitSleeperUntil(Duration.ofNanos(1_000));
    time.advance(Duration.ofNanos(1_000));
    early.await();
    early.begin();
    early.end();
    late.end();
    assertThat(late.isAdmitted()).isFalse();
  }

  @Test
  void aLaterStartIsNotForgottenWhereAnEarlierOneIsWaitedFor() throws InterruptedException {
    ManualTime time = new ManualTime();
    Gates gates = new Gates(time);
    Limit limit = GateTest.concurrency(2);
    Gates.Visit early = gates.visit(limit, "early", 1_000);
    Gates.Visit late = gates.visit(limit, "late", 2_000);
    time.awaitSleeperUntil(Duration.ofNanos(1_000));
    time.advance(Duration.ofNanos(1_000));
    early.await();

    time.awaitSleeperUntil(Duration.ofNanos(2_000));
    time.advance(Duration.ofNanos(1_000));
    late.await();
    assertThat(late.isAdmitted()).isTrue();
  }

  @Test
  void aRateIsKeptOnTheClock() throws InterruptedException {
    ManualTime time = new ManualTime();
    Gates gates = new Gates(time);
    Limit limit = GateTest.rate(10, Duration.ofSeconds(1));
    Gates.Visit first = gates.visit(limit, "run", 0);
    Gates.Visit second = gates.visit(limit, "run", 0);
    assertThat(first.isAdmitted()).isTrue();
    first.begin();
    first.end();

    time.awaitSleeper();
    time.advance(Duration.ofMillis(101));
    second.await();
    second.begin();
    second.end();

    assertThat(gates.size()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    Gates.Visit other = gates.visit(ONE, "run", 0);
    assertThat(gates.size()).isEqualTo(1);
    other.end();
  }

  @Test
  void whoBeginsLetsTheNextOneOfItsRunIn() {
    Gates gates = new Gates(Time.SYSTEM);
    Limit limit = GateTest.concurrency(2);
    Gates.Visit first = gates.visit(limit, "run", 0);
    Gates.Visit second = gates.visit(limit, "run", 0);

    first.begin();

    assertThat(second.isAdmitted()).isTrue();
  }

  @Test
  void whoGivesUpWaitingIsForgotten() {
    Gates gates = new Gates(Time.SYSTEM);
    Gates.Visit first = gates.visit(ONE, "a", 0);
    Gates.Visit second = gates.visit(ONE, "b", 0);
    first.begin();

    second.end();
    first.end();

    assertThat(second.isAdmitted()).isFalse();
    gates.visit(GateTest.concurrency(2), "c", 0);
    assertThat(gates.size()).isEqualTo(1);
  }

  @Test
  void aChangedDefinitionIsAnotherLimit() {
    Gates gates = new Gates(Time.SYSTEM);

    assertThat(gates.visit(ONE, "a", 0).isAdmitted()).isTrue();
    assertThat(gates.visit(ONE, "b", 0).isAdmitted()).isFalse();
    assertThat(gates.visit(GateTest.concurrency(2), "c", 0).isAdmitted()).isTrue();
  }
}
