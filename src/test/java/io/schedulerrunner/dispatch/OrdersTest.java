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
  void thatOfWhichNothingHasComeForLongestGoesWhereTheyWeighTooMuch() {
    Orders orders = new Orders(store, useCase, time, 2 * 1_002);
    Batch.Key one = handOver("1");
    Batch.Key two = handOver("2");
    Batch.Key three = handOver("3");
    Order first = orders.of(one).orElseThrow();
    Order second = orders.of(two).orElseThrow();
    assertThat(orders.of(one)).containsSame(first);

    assertThat(orders.of(three)).isPresent();

    assertThat(orders.of(one)).containsSame(first);
    assertThat(orders.of(two).orElseThrow()).isNotSameAs(second);
  }

  @Test
  void theLatestIsKeptWhateverItWeighs() {
    Orders orders = new Orders(store, useCase, time, 1);
    Batch.Key one = handOver("1");
    Order first = orders.of(one).orElseThrow();

    assertThat(orders.of(one)).containsSame(first);
  }
}
