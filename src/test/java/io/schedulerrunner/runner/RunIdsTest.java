package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RunIdsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00.123Z");

  @Test
  void anIdIsAVersionSevenUuidOfItsTime() {
    UUID id = UUID.fromString(new RunIds(() -> NOW, new Random(1)).get());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void idsOfOneMillisecondGrow() {
    RunIds ids = new RunIds(() -> NOW, new Random(1));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.get());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsGrowWhenTheClockGoesBack() {
    Instant[] now = {NOW};
    RunIds ids = new RunIds(() -> now[0], new Random(1));
    String before = ids.get();
    now[0] = NOW.minusSeconds(10);
    String back = ids.get();
    now[0] = NOW.plusMillis(1);

    assertThat(List.of(before, back, ids.get())).isSorted();
  }

  @Test
  void allOtherBitsAreRandom() {
    long ones = 0;
    long zeros = 0;
    for (int seed = 0; seed < 200; seed++) {
      UUID id = UUID.fromString(new RunIds(() -> NOW, new Random(seed)).get());
      ones |= id.getLeastSignificantBits();
      zeros |= ~id.getLeastSignificantBits();
    }

    assertThat(ones & zeros).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
  }
}
