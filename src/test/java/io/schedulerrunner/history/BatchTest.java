package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchTest {

  @Test
  void aKeyIsReadAsItWasWritten() {
    Batch.Key key = new Batch.Key("0190f5fe-7c00-7a00-8abc-012345678901", 12, 345);

    assertThat(key.text()).isEqualTo("0190f5fe-7c00-7a00-8abc-012345678901/12/345");
    assertThat(Batch.Key.parse(key.text())).isEqualTo(key);
  }

  @Test
  void whatIsNoKeyIsRefused() {
    for (String text : List.of("", "1/2", "1/x/3", "1/2/3/", "/1/2", "1/2/1234567890")) {
      assertThatThrownBy(() -> Batch.Key.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anOrderSaysWhenItEndsAndShowsNothingOfTheRequest() {
    WorkOrder order = new WorkOrder("not-a-real-secret", Examples.NOW, Duration.ofSeconds(7));

    assertThat(order.until()).isEqualTo(Examples.NOW.plusSeconds(7));
    assertThat(order.toString()).doesNotContain("not-a-real-secret").contains("PT7S");
  }

  @Test
  void aStoreInMemoryIsSharedWithNobody() {
    try (RunStore store =
        RunStores.source(StoreUrl.parse("memory:"), InstantSource.system()).open()) {
      assertThat(store.batches()).isEmpty();
      assertThat(store.outline("1")).isEmpty();
    }
  }
}
