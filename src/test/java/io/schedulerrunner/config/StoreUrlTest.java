package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreUrlTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://me:p%40ss@db/runs, p%40ss, p@ss",
    "postgresql://me:50%@db/runs, 50%, 50%",
    "postgresql://me:a+b@db/runs, a+b, a+b",
    "postgresql://me:p@ss:w@db:5432/runs, p@ss:w, p@ss:w"
  })
  void thePasswordIsSecretAsItStandsAndAsItIsMeant(String url, String raw, String meant) {
    assertThat(StoreUrl.secrets(url)).containsExactly(raw, meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory:",
        "sqlite:data/runs.db",
        "sqlite:a@b",
        "postgresql://db/runs",
        "postgresql://db:5432/runs",
        "postgresql://me@db/runs",
        "postgresql://me@db:5432/runs"
      })
  void withoutAPasswordNothingIsSecret(String url) {
    assertThat(StoreUrl.secrets(url)).isEmpty();
  }
}
