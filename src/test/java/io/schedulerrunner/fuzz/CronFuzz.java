package io.schedulerrunner.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.cron.CronException;
import io.schedulerrunner.cron.CronExplanation;
import io.schedulerrunner.cron.CronExpression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A cron expression, explained in a zone; the first byte chooses zone and policy. */
public final class CronFuzz {

  private static final Instant NOW = Instant.parse("2026-03-28T22:59:30Z");

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"));

  private CronFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int choice = input[0] & 0xFF;
    ZoneId zone = ZONES.get(choice % ZONES.size());
    DstPolicy[] policies = DstPolicy.values();
    DstPolicy policy = policies[choice / ZONES.size() % policies.length];
    String text = new String(input, 1, input.length - 1, UTF_8);
    try {
      check(CronExpression.parse(text, "fuzzed"), zone, policy);
    } catch (CronException e) {
      assertThat(e.problem("schedule").message()).isNotBlank();
    }
  }

  private static void check(CronExpression expression, ZoneId zone, DstPolicy policy) {
    Optional<Instant> next = expression.next(NOW, zone, policy);
    next.ifPresent(
        due -> {
          assertThat(due).isAfter(NOW);
          assertThat(expression.due(due.minusSeconds(60), due, zone, policy)).containsExactly(due);
        });
    CronExpression again = CronExpression.parse(expression.canonical(), "other");
    assertThat(again.canonical()).isEqualTo(expression.canonical());
    if (again.isElapsed() == expression.isElapsed()) {
      assertThat(again.next(NOW, zone, policy)).isEqualTo(next);
    }
    assertThat(CronExplanation.of(expression, zone, policy, NOW).text()).isNotBlank();
  }
}
