package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.testing.PassingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One instance's part of a rate; starts are 10.1 ms apart, and may be 10 ms late. */
class SharedRateTest {

  private static final Limit HUNDRED = GateTest.rate(100, Duration.ofSeconds(1));
  private static final Duration SPACING = tenths(101);
  private static final Duration LATE = Duration.ofMillis(10);

  private final PassingTime time = new PassingTime();
  private final FakeLimits limits = new FakeLimits(time);
  private final SharedRate rate = new SharedRate(limits, HUNDRED, time);

  /** So many tenths of a millisecond. */
  private static Duration tenths(long count) {
    return Duration.ofNanos(count * 100_000);
  }

  private List<Long> lengths(Duration unit) {
    return limits.reserved.stream().map(it -> it.length().dividedBy(unit)).toList();
  }

  /** Waits for starts; when they were, in tenths of a millisecond. */
  private List<Long> starts(int count) throws InterruptedException {
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rate.await();
      starts.add(time.passed().dividedBy(tenths(1)));
    }
    return starts;
  }

  @Test
  void startsAreEvenlySpacedOverAStretch() throws InterruptedException {
    limits.reserveForOthers(tenths(7));

    assertThat(starts(4)).containsExactly(7L, 108L, 209L, 310L);
    assertThat(lengths(SPACING)).containsExactly(1L, 2L, 3L);
    assertThat(limits.reserved).allMatch(it -> it.late().equals(LATE));
  }

  @Test
  void aStretchThatBeganEarlierIsMadeUpFor() throws InterruptedException {
    time.pass(Duration.ofSeconds(1));

    assertThat(starts(2)).containsExactly(10_000L, 10_001L);
  }

  @Test
  void aStretchGrowsByAnEighthUpToATenthOfASecond() throws InterruptedException {
    Limit thousand = GateTest.rate(1000, Duration.ofSeconds(1));
    SharedRate fast = new SharedRate(limits, thousand, time);
    for (int i = 0; i < 2000; i++) {
      fast.await();
    }

    List<Long> lengths = lengths(Duration.ofNanos(1_010_000));
    assertThat(lengths)
        .startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 18L)
        .contains(81L, 91L)
        .endsWith(99L, 99L);
  }

  @Test
  void aStretchOfASlowRateIsOneStart() throws InterruptedException {
    SharedRate slow = new SharedRate(limits, GateTest.rate(1, Duration.ofSeconds(1)), time);
    for (int i = 0; i < 5; i++) {
      slow.await();
    }

    assertThat(lengths(Duration.ofMillis(1010))).containsExactly(1L, 1L, 1L, 1L, 1L);
  }

  @Test
  void aRareCallReservesNoMoreThanItself() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      rate.await();
      time.pass(SPACING.multipliedBy(2).plus(LATE));
    }

    assertThat(lengths(SPACING)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void aCallThatComesJustInTimeReservesMore() throws InterruptedException {
    rate.await();
    time.pass(SPACING.multipliedBy(2).plus(LATE).minusNanos(1));
    rate.await();

    assertThat(lengths(SPACING)).containsExactly(1L, 2L);
  }

  @Test
  void aStretchShrinksToWhatWasUsedOfIt() throws InterruptedException {
    starts(1 + 2 + 3 + 4 + 2);
    time.pass(Duration.ofSeconds(1));
    starts(3);

    assertThat(lengths(SPACING)).containsExactly(1L, 2L, 3L, 4L, 5L, 2L, 3L);
  }

  @Test
  void aStartIsLateWithoutDelayingTheNextOne() throws InterruptedException {
    starts(2);
    time.pass(tenths(105));

    assertThat(starts(1)).containsExactly(206L);
    time.pass(tenths(80));
    assertThat(starts(1)).as("10.1 ms after 20.2 ms").containsExactly(303L);
  }

  @Test
  void aStartThatIsTooLateDelaysTheNextOne() throws InterruptedException {
    starts(1 + 2 + 3 + 1);
    time.pass(tenths(250));

    assertThat(starts(1)).containsExactly(856L);
    assertThat(starts(1)).as("10.1 ms after 85.6 - 10 ms").containsExactly(857L);
    assertThat(lengths(SPACING)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void withoutAnAnswerStartsAreSpacedInThisInstanceAlone() throws InterruptedException {
    limits.away = true;
    limits.reserveForOthers(Duration.ofSeconds(3));

    assertThat(starts(6)).containsExactly(0L, 101L, 202L, 303L, 404L, 505L);
    assertThat(lengths(SPACING)).containsExactly(1L, 2L, 3L);
    limits.away = false;
    assertThat(starts(2)).as("shared again").containsExactly(30_000L, 30_101L);
  }

  @Test
  void withoutARateNothingIsAsked() throws InterruptedException {
    new SharedRate(limits, GateTest.concurrency(1), time).await();

    assertThat(limits.reserved).isEmpty();
  }

  @Test
  void whoIsCutOffLeavesTheNextOneToAskAgain() throws InterruptedException {
    limits.interrupting = true;
    assertThatThrownBy(rate::await).isInstanceOf(InterruptedException.class);
    limits.interrupting = false;
    // Another thread finds nothing locked.
    List<Long> starts =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return starts(1);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .join();

    assertThat(starts).containsExactly(0L);
    assertThat(lengths(SPACING)).containsExactly(1L, 1L);
    assertThat(CompletableFuture.supplyAsync(rate::isIdle).join()).isFalse();
    assertThat(rate.isIdle()).isFalse();
    time.pass(SPACING.minusNanos(1));
    assertThat(rate.isIdle()).isFalse();
    time.pass(Duration.ofNanos(1));
    assertThat(rate.isIdle()).isTrue();
    assertThat(CompletableFuture.supplyAsync(rate::isIdle).join()).isTrue();
  }
}
