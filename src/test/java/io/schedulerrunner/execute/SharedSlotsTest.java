package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits.Demand;
import io.schedulerrunner.testing.ManualTime;
import io.schedulerrunner.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One instance's slots of a concurrency of ten. */
class SharedSlotsTest {

  private static final Limit TEN = GateTest.concurrency(10);

  private final ManualTime time = new ManualTime();
  private final FakeLimits limits = new FakeLimits(time);
  private final SharedSlots slots = new SharedSlots(limits, TEN, time);

  /** A call that comes, and by now is in or waits. */
  private CompletableFuture<Boolean> entering() {
    CompletableFuture<Boolean> entered = new CompletableFuture<>();
    Thread thread = Thread.ofVirtual().start(() -> entered.complete(enter()));
    Waiting.until(() -> thread.getState() == Thread.State.WAITING || entered.isDone());
    return entered;
  }

  private boolean enter() {
    try {
      slots.enter();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private List<CompletableFuture<Boolean>> entering(int calls) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(entering());
    }
    return all;
  }

  private static void awaitAll(List<CompletableFuture<Boolean>> calls) {
    calls.forEach(call -> assertThat(call.join()).isTrue());
  }

  private void awaitIdle() {
    Waiting.until(slots::isIdle);
  }

  /** Time passes until it asks again. */
  private void beat() throws InterruptedException {
    time.awaitSleeper();
    time.advance(SharedSlots.BEAT);
  }

  @Test
  void whoComesFirstAsksForAll() throws InterruptedException {
    assertThat(slots.isIdle()).isTrue();
    CompletableFuture<Boolean> first = entering();

    assertThat(limits.grant(10)).isEqualTo(new Demand(0, 10));
    assertThat(first.join()).isTrue();
    assertThat(slots.isIdle()).isFalse();
  }

  @Test
  void whatIsIdleIsGivenBackAndInTheEndEverything() throws InterruptedException {
    List<CompletableFuture<Boolean>> three = entering(3);
    limits.grant(10);
    awaitAll(three);
    slots.leave();
    beat();
    assertThat(limits.grant(3)).as("as many as were in use").isEqualTo(new Demand(3, 3));
    slots.leave();
    beat();
    assertThat(limits.grant(2)).isEqualTo(new Demand(2, 2));
    slots.leave();
    beat();
    assertThat(limits.grant(1)).isEqualTo(new Demand(1, 1));
    beat();
    assertThat(limits.grant(0)).isEqualTo(new Demand(0, 0));

    awaitIdle();
    CompletableFuture<Boolean> last = entering();
    assertThat(limits.grant(1)).as("it asks anew").isEqualTo(new Demand(0, 10));
    assertThat(last.join()).isTrue();
  }

  @Test
  void noMoreEnterThanWereGranted() throws InterruptedException {
    List<CompletableFuture<Boolean>> five = entering(5);
    limits.grant(2);
    beat();

    assertThat(limits.grant(4)).isEqualTo(new Demand(2, 10));
    beat();
    assertThat(limits.grant(5)).isEqualTo(new Demand(4, 10));
    awaitAll(five);
    beat();
    assertThat(limits.demands.take()).isEqualTo(new Demand(5, 5));
  }

  @Test
  void callsGoOnInWhatIsKeptWhileItAsks() throws InterruptedException {
    List<CompletableFuture<Boolean>> two = entering(2);
    limits.grant(2);
    awaitAll(two);
    beat();
    assertThat(limits.demands.take()).isEqualTo(new Demand(2, 2));

    slots.leave();
    assertThat(entering().join()).as("while nobody has answered").isTrue();
  }

  @Test
  void whoMustGiveSlotsBackLetsNobodyInUntilFewerAreInUse() throws InterruptedException {
    List<CompletableFuture<Boolean>> four = entering(4);
    limits.grant(4);
    awaitAll(four);
    beat();
    assertThat(limits.grant(2)).isEqualTo(new Demand(4, 4));
    time.awaitSleeper();
    CompletableFuture<Boolean> next = entering();
    slots.leave();
    slots.leave();
    beat();
    assertThat(limits.grant(2)).isEqualTo(new Demand(2, 10));
    assertThat(next).isNotDone();

    slots.leave();
    assertThat(next.join()).isTrue();
  }

  @Test
  void withoutAnAnswerTheLimitHoldsInThisInstanceAlone() throws InterruptedException {
    List<CompletableFuture<Boolean>> twelve = entering(12);
    assertThat(limits.ignore()).isEqualTo(new Demand(0, 10));
    Waiting.until(() -> twelve.stream().filter(CompletableFuture::isDone).count() >= 10);
    beat();
    assertThat(limits.ignore()).as("ten are in").isEqualTo(new Demand(10, 10));
    for (int i = 0; i < 10; i++) {
      slots.leave();
    }
    awaitAll(twelve);
    slots.leave();
    slots.leave();
    beat();
    assertThat(limits.ignore()).as("what nobody granted is not kept").isEqualTo(new Demand(0, 10));
    beat();
    assertThat(limits.ignore()).isEqualTo(new Demand(0, 0));
    awaitIdle();
  }

  @Test
  void afterAnOutageOnlyWhatIsInUseIsKept() throws InterruptedException {
    List<CompletableFuture<Boolean>> two = entering(2);
    limits.ignore();
    awaitAll(two);
    beat();
    assertThat(limits.grant(5)).isEqualTo(new Demand(2, 2));
    slots.leave();
    beat();
    assertThat(limits.demands.take()).as("shared again").isEqualTo(new Demand(2, 2));
  }

  @Test
  void whoGivesUpNoLongerWaits() throws InterruptedException {
    CompletableFuture<Boolean> given = new CompletableFuture<>();
    Thread waiting = Thread.ofVirtual().start(() -> given.complete(enter()));
    limits.grant(0);
    beat();
    assertThat(limits.demands.take()).isEqualTo(new Demand(0, 10));
    waiting.interrupt();
    assertThat(given.join()).isFalse();
    limits.grants.put(OptionalInt.of(0));

    awaitIdle();
  }
}
