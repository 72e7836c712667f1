package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A limit under load on a virtual clock: runs with workers of their own, calls that take time,
 * timers that are late. No thread and no real second is involved.
 */
class LimitSimulationTest {

  private static final long MILLI = 1_000_000;

  /** Something that happens at a time. */
  private record Event(long at, long number, Runnable action) {}

  /** The world around one gate. */
  private static final class Simulation {

    private final Gate gate;
    private final Random random = new Random(7);
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(
            java.util.Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final List<Integer> free = new ArrayList<>();
    private final List<Deque<Runnable>> returning = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<Integer> starters = new ArrayList<>();
    private final long latestTimer;
    private long now;
    private long nextRing = Long.MAX_VALUE;
    private long numbers;
    private int inFlight;
    private int mostInFlight;

    Simulation(Limit limit, long latestTimer) {
      gate = new Gate(limit);
      this.latestTimer = latestTimer;
    }

    private void at(long time, Runnable action) {
      events.add(new Event(time, numbers++, action));
    }

    void run(int run, int calls, int workers, long duration) {
      free.add(workers);
      returning.add(new ArrayDeque<>());
      for (int i = 0; i < calls; i++) {
        Gate.Ticket[] ticket = new Gate.Ticket[1];
        ticket[0] = gate.arrive(run, 0, () -> at(now, () -> enter(run, ticket[0], duration)));
      }
    }

    private void enter(int run, Gate.Ticket ticket, long duration) {
      if (free.get(run) == 0) {
        returning.get(run).add(() -> enter(run, ticket, duration));
        return;
      }
      free.set(run, free.get(run) - 1);
      gate.begin(ticket, now);
      starts.add(now);
      starters.add(run);
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      at(now + duration, () -> leave(run));
      admit();
    }

    private void leave(int run) {
      inFlight--;
      gate.leave();
      free.set(run, free.get(run) + 1);
      Runnable next = returning.get(run).poll();
      if (next != null) {
        next.run();
      }
      admit();
    }

    private void admit() {
      gate.admit(now).ifPresent(wait -> ringAt(now + wait));
    }

    private void ringAt(long time) {
      if (time < nextRing) {
        nextRing = time;
        at(
            time + random.nextLong(latestTimer + 1),
            () -> {
              nextRing = nextRing == time ? Long.MAX_VALUE : nextRing;
              admit();
            });
      }
    }

    void play() {
      admit();
      while (!events.isEmpty()) {
        Event event = events.remove();
        now = event.at();
        event.action().run();
      }
    }

    /** The most starts in any period that begins with a start. */
    int mostIn(long period) {
      int most = 0;
      int first = 0;
      for (int last = 0; last < starts.size(); last++) {
        while (starts.get(last) - starts.get(first) >= period) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }
  }

  private static Simulation fiveRuns(Limit limit, int workers, long duration) {
    Simulation simulation = new Simulation(limit, MILLI);
    for (int run = 0; run < 5; run++) {
      simulation.run(run, 1000, workers, duration);
    }
    simulation.play();
    assertThat(simulation.starts).hasSize(5000);
    return simulation;
  }

  @Test
  void fiveRunsOfAThousandAtAHundredASecond() {
    Simulation simulation = fiveRuns(GateTest.rate(100, Duration.ofSeconds(1)), 10, 20 * MILLI);

    assertThat(simulation.mostIn(1000 * MILLI)).isLessThanOrEqualTo(100);
    assertThat(simulation.starts.getLast()).isBetween(49_990 * MILLI, 51_000 * MILLI);
  }

  @Test
  void fiveRunsOfAThousandAtAThousandAMinute() {
    Simulation simulation = fiveRuns(GateTest.rate(1000, Duration.ofMinutes(1)), 10, 20 * MILLI);

    assertThat(simulation.mostIn(60_000 * MILLI)).isLessThanOrEqualTo(1000);
    assertThat(simulation.starts.getLast()).isBetween(299_900 * MILLI, 306_000 * MILLI);
  }

  @Test
  void fiveRunsOfAThousandFourAtATime() {
    Simulation simulation = fiveRuns(GateTest.concurrency(4), 10, 20 * MILLI);

    assertThat(simulation.mostInFlight).isEqualTo(4);
    assertThat(simulation.starts.getLast()).isEqualTo((5000 / 4 - 1) * 20 * MILLI);
  }

  @Test
  void aRunWithoutFreeWorkersHoldsUpNobodyElse() {
    Simulation simulation = new Simulation(GateTest.rate(10, Duration.ofSeconds(1)), 0);
    simulation.run(0, 100, 1, 60_000 * MILLI);
    simulation.run(1, 100, 10, 20 * MILLI);
    simulation.play();

    List<Integer> first = simulation.starters.subList(0, 50);
    assertThat(first).filteredOn(run -> run == 0).hasSize(1);
    assertThat(simulation.mostIn(1000 * MILLI)).isLessThanOrEqualTo(11);
  }

  @Test
  void whoComesFirstStartsFirst() {
    Simulation simulation = new Simulation(GateTest.rate(10, Duration.ofSeconds(1)), 0);
    simulation.run(0, 20, 10, 20 * MILLI);
    simulation.run(1, 20, 10, 20 * MILLI);
    simulation.play();

    assertThat(simulation.starters.subList(0, 20)).containsOnly(0);
    assertThat(simulation.starters.subList(20, 40)).containsOnly(1);
  }
}
