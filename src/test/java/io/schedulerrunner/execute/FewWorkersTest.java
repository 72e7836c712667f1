package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a place is opened, and for whom; the threads are run by hand, if at all. */
class FewWorkersTest {

  private final List<Runnable> made = new ArrayList<>();
  private final List<Integer> done = new ArrayList<>();

  private Workers<Integer> workers(int places) {
    return new Workers<>(places, this::made, done::add);
  }

  private Thread made(Runnable task) {
    made.add(task);
    return new Thread() {
      @Override
      public void start() {}
    };
  }

  /** As if each worker had begun, and not yet come to an end. */
  private static void begin(Workers<Integer> workers, int tasks) {
    for (int task = 0; task < tasks; task++) {
      workers.offer(task);
      workers.goOn();
    }
  }

  @Test
  void nobodyIsWokenForWhatSomebodyWhoIsDueWillTake() {
    Workers<Integer> workers = workers(2);

    workers.offer(1);
    workers.offer(2);
    workers.offer(3);

    assertThat(made).hasSize(1);
    made.getFirst().run();
    assertThat(made).hasSize(2);
    assertThat(done).containsExactly(1, 3);
    made.getLast().run();
    assertThat(done).containsExactly(1, 3, 2);
    workers.offer(4);
    assertThat(made).hasSize(3);
  }

  @Test
  void beyondAFewNobodyWhoGoesOnOpensAnother() {
    Workers<Integer> workers = workers(Workers.FEW + 2);
    begin(workers, Workers.FEW);
    workers.rest();
    workers.wake();
    workers.offer(-1);

    workers.goOn();

    assertThat(made).hasSize(Workers.FEW);
    made.getLast().run();
    assertThat(made).hasSize(Workers.FEW);
    assertThat(done).containsExactly(Workers.FEW - 1, -1);
  }

  @Test
  void upToAFewWhoGoesOnOpensAnother() {
    Workers<Integer> workers = workers(Workers.FEW + 2);
    begin(workers, Workers.FEW - 1);
    workers.rest();
    workers.wake();
    workers.offer(-1);
    assertThat(made).hasSize(Workers.FEW - 1);

    workers.goOn();

    assertThat(made).hasSize(Workers.FEW);
  }

  @Test
  void whatIsOfferedWhileAFewRestOpensAPlaceOnceTheyHaveRestedForAWhile() {
    Workers<Integer> workers = workers(Workers.FEW + 2);
    begin(workers, Workers.FEW);
    IntStream.range(0, Workers.FEW).forEach(_ -> workers.rest());

    workers.offer(-1);

    assertThat(made).hasSize(Workers.FEW + 1);
    made.getLast().run();
    assertThat(made).hasSize(Workers.FEW + 2);
    assertThat(done).isEmpty();
    made.getLast().run();
    assertThat(done).containsExactly(-1);
  }

  @Test
  void onceMoreAreWantedWhatIsOfferedOpensAPlace() {
    Workers<Integer> workers = workers(Workers.FEW + 2);
    begin(workers, Workers.FEW);
    IntStream.range(0, Workers.FEW).forEach(_ -> workers.rest());
    workers.offer(-1);
    // Who watches, and whom he lets begin.
    made.get(Workers.FEW).run();
    made.get(Workers.FEW + 1).run();
    workers.wake();
    workers.goOn();
    assertThat(done).containsExactly(-1);
    assertThat(made).hasSize(Workers.FEW + 2);

    workers.offer(-2);

    assertThat(made).hasSize(Workers.FEW + 3);
  }

  @Test
  void whatIsOfferedWhileAFewWorkWaitsForThem() {
    Workers<Integer> workers = workers(Workers.FEW + 2);
    begin(workers, Workers.FEW);

    workers.offer(-1);

    assertThat(made).hasSize(Workers.FEW);
  }

  @Test
  void nobodyWatchesWhereAllPlacesAreTaken() {
    Workers<Integer> workers = workers(1);
    begin(workers, 1);
    workers.offer(-1);

    workers.rest();

    assertThat(made).hasSize(1);
  }

  @Test
  void nobodyWatchesWhereNothingIsReady() {
    Workers<Integer> workers = workers(2);
    begin(workers, 1);

    workers.rest();

    assertThat(made).hasSize(1);
  }

  @Test
  void whatMayTakeLongIsDone() {
    Workers<Integer> workers = workers(2);
    begin(workers, 1);

    workers.restingIn(() -> done.add(1));
    workers.offer(-1);

    assertThat(done).containsExactly(1);
    assertThat(made).hasSize(2);
  }
}
