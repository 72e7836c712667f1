package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.history.Batch;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import org.junit.jupiter.api.Test;

final class OrdersTest extends Workplace {

  private int planned;

  @Override
  Plan plan(RunRequest request) {
    planned++;
    return super.plan(request);
  }

  @Test
  void anOrderIsPlannedOnceForAllOfItsBatches() {
    Orders orders = new Orders(store, useCase, time);
    Batch.Key one = handOver("1");
    Batch.Key two = handOver("2");
    planned = 0;

    Order first = orders.of(one).orElseThrow();
    assertThat(orders.of(two)).isPresent();
    assertThat(orders.of(one)).containsSame(first);
    assertThat(planned).isEqualTo(2);
  }

  @Test
  void thatOfWhichNothingHasComeForLongestGoes() {
    Orders orders = new Orders(store, useCase, time);
    Batch.Key one = handOver("one");
    Batch.Key two = handOver("two");
    Order first = orders.of(one).orElseThrow();
    Order second = orders.of(two).orElseThrow();
    for (int more = 2; more < Orders.KEPT; more++) {
      assertThat(orders.of(handOver("more-" + more))).isPresent();
    }
    assertThat(orders.of(one)).containsSame(first);

    assertThat(orders.of(handOver("last"))).isPresent();

    assertThat(orders.of(one)).containsSame(first);
    assertThat(orders.of(two).orElseThrow()).isNotSameAs(second);
  }

  @Test
  void thatOfARunThatIsOverGoesWhenAnotherBegins() {
    Orders orders = new Orders(store, useCase, time);
    Batch.Key one = handOver("one");
    assertThat(orders.of(one)).isPresent();
    work.work(one, 1);
    assertThat(ended).hasSize(1);
    assertThat(orders.of(one)).isPresent();

    assertThat(orders.of(handOver("two"))).isPresent();

    assertThat(orders.of(one)).isEmpty();
  }
}
