package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Who may start, and when; times in milliseconds. */
class GateTest {

  private final List<String> admitted = new ArrayList<>();

  static Limit concurrency(int calls) {
    return new Limit("l", OptionalInt.of(calls), Optional.empty(), Optional.empty(), List.of());
  }

  static Limit rate(double calls, Duration per) {
    return new Limit(
        "l",
        OptionalInt.empty(),
        Optional.of(new Limit.Rate(calls, per)),
        Optional.empty(),
        List.of());
  }

  private static long nanos(double millis) {
    return (long) (millis * 1_000_000);
  }

  private Gate.Ticket arrive(Gate gate, String name) {
    return gate.arrive(name.substring(0, 1), 0, () -> admitted.add(name));
  }

  @Test
  void asManyAsAllowedAreIn() {
    Gate gate = new Gate(concurrency(2));
    Gate.Ticket a = arrive(gate, "a");
    Gate.Ticket b = arrive(gate, "b");
    arrive(gate, "c");

    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a", "b");
    gate.begin(a, 0);
    gate.begin(b, 0);
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).hasSize(2);
    gate.leave();
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a", "b", "c");
  }

  @Test
  void onlyOneOfARunIsLetInBeforeItBegins() {
    Gate gate = new Gate(concurrency(9));
    Gate.Ticket first = arrive(gate, "a1");
    arrive(gate, "a2");
    arrive(gate, "b1");

    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a1", "b1");
    gate.begin(first, 0);
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a1", "b1", "a2");
  }

  @Test
  void theOrderIsThatOfArrivalAcrossRuns() {
    Gate gate = new Gate(concurrency(1));
    List<Gate.Ticket> tickets = new ArrayList<>();
    for (String name : List.of("a1", "b1", "b2", "a2", "c1")) {
      tickets.add(arrive(gate, name));
    }

    for (Gate.Ticket ticket : tickets) {
      assertThat(gate.admit(0)).isEmpty();
      gate.begin(ticket, 0);
      gate.leave();
    }
    assertThat(admitted).containsExactly("a1", "b1", "b2", "a2", "c1");
  }

  @Test
  void startsAreSpacedByTheRateAndAHundredth() {
    Gate gate = new Gate(rate(10, Duration.ofSeconds(1)));
    Gate.Ticket first = arrive(gate, "a");
    arrive(gate, "b");

    assertThat(gate.admit(0)).hasValue(nanos(101));
    gate.begin(first, 0);
    assertThat(gate.admit(nanos(101) - 1)).hasValue(1);
    assertThat(admitted).containsExactly("a");
    assertThat(gate.admit(nanos(101))).isEmpty();
    assertThat(admitted).containsExactly("a", "b");
  }

  @Test
  void aLittleLatenessIsMadeUpFor() {
    Gate gate = new Gate(rate(10, Duration.ofSeconds(1)));
    gate.begin(admit(gate, "a", 0), 0);
    gate.begin(admit(gate, "b", nanos(101 + 4)), nanos(101 + 4));
    arrive(gate, "c");

    assertThat(gate.admit(nanos(105))).hasValue(nanos(202 - 105));
  }

  private Gate.Ticket admit(Gate gate, String name, long now) {
    Gate.Ticket ticket = arrive(gate, name);
    assertThat(gate.admit(now)).isEmpty();
    assertThat(admitted).endsWith(name);
    return ticket;
  }

  @Test
  void whoBeginsLateDelaysTheNext() {
    Gate gate = new Gate(rate(10, Duration.ofSeconds(1)));
    gate.begin(admit(gate, "a", 0), nanos(500));
    arrive(gate, "b");

    assertThat(gate.admit(nanos(500))).hasValue(nanos(91));
  }

  @Test
  void whoComesAfterAPauseStartsAtOnce() {
    Gate gate = new Gate(rate(1, Duration.ofMinutes(1)));
    gate.begin(admit(gate, "a", 0), 0);

    admit(gate, "b", nanos(3_600_000));
  }

  @Test
  void whoMustNotStartYetIsWaitedFor() {
    Gate gate = new Gate(concurrency(9));
    gate.arrive("a", nanos(100), () -> admitted.add("a"));

    assertThat(gate.admit(0)).hasValue(nanos(100));
    assertThat(gate.admit(nanos(100) - 1)).hasValue(1);
    assertThat(admitted).isEmpty();
    assertThat(gate.admit(nanos(100))).isEmpty();
    assertThat(admitted).containsExactly("a");
  }

  @Test
  void whoMayStartDoesNotWaitForThoseOfItsRunWhoMayNot() {
    Gate gate = new Gate(concurrency(1));
    List<Gate.Ticket> tickets = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int millis : new int[] {9, 5, 1, 1, -1}) {
      int place = tickets.size();
      tickets.add(gate.arrive("a", nanos(millis), () -> order.add(place)));
    }

    for (int done = 0; done < 5; done++) {
      assertThat(gate.admit(nanos(9))).isEmpty();
      gate.begin(tickets.get(order.getLast()), nanos(9));
      gate.leave();
    }

    assertThat(order).containsExactly(4, 2, 3, 1, 0);
  }

  @Test
  void whoGivesUpIsPassedOver() {
    Gate gate = new Gate(concurrency(1));
    Gate.Ticket first = arrive(gate, "a");
    Gate.Ticket second = arrive(gate, "b1");
    arrive(gate, "b2");

    gate.abandon(first);
    gate.abandon(second);
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("b2");
  }

  @Test
  void whoGivesUpAfterBeingLetInMakesRoomForItsRun() {
    Gate gate = new Gate(concurrency(9));
    Gate.Ticket first = arrive(gate, "a1");
    arrive(gate, "a2");
    assertThat(gate.admit(0)).isEmpty();

    gate.abandon(first);
    gate.leave();
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a1", "a2");
  }

  @Test
  void theEndOfOneDoesNotCountAsTheBeginningOfAnother() {
    Gate gate = new Gate(concurrency(9));
    Gate.Ticket first = arrive(gate, "a1");
    assertThat(gate.admit(0)).isEmpty();
    gate.begin(first, 0);
    arrive(gate, "a2");
    assertThat(gate.admit(0)).isEmpty();
    arrive(gate, "a3");

    gate.abandon(first);
    gate.leave();
    assertThat(gate.admit(0)).isEmpty();
    assertThat(admitted).containsExactly("a1", "a2");
  }

  @Test
  void itIsIdleWhenNobodyIsThereAndTheNextMayStart() {
    Gate gate = new Gate(rate(10, Duration.ofSeconds(1)));
    assertThat(gate.isIdle(0)).isTrue();
    Gate.Ticket ticket = arrive(gate, "a");
    assertThat(gate.isIdle(0)).isFalse();
    assertThat(gate.admit(0)).isEmpty();
    gate.begin(ticket, 0);
    assertThat(gate.isIdle(nanos(1000))).isFalse();
    gate.leave();
    assertThat(gate.isIdle(nanos(101) - 1)).isFalse();
    assertThat(gate.isIdle(nanos(101))).isTrue();
  }
}
