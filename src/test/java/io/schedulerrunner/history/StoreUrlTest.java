package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreUrlTest {

  @Test
  void memoryAndFilesAreKnown() {
    assertThat(StoreUrl.parse("memory:")).isEqualTo(new StoreUrl.Memory());
    assertThat(StoreUrl.parse("sqlite:data/runs.db"))
        .isEqualTo(new StoreUrl.Sqlite(Path.of("data/runs.db")));
  }

  @Test
  void everyPartOfAPostgresUrlIsDecoded() {
    assertThat(
            StoreUrl.parse(
                "postgresql://run%40er:p%3A%2F+x@db.example:6543/his%20tory?sslmode=require&a=b=c&d"))
        .isEqualTo(
            new StoreUrl.Postgres(
                "db.example",
                6543,
                "his tory",
                "run@er",
                "p:/+x",
                Map.of("sslmode", "require", "a", "b=c", "d", "")));
  }

  @Test
  void portAndPasswordMayBeLeftOut() {
    assertThat(StoreUrl.parse("postgres://runner@[::1]/db"))
        .isEqualTo(new StoreUrl.Postgres("[::1]", 5432, "db", "runner", "", Map.of()));
  }

  @Test
  void thePasswordIsNeverShown() {
    assertThat(StoreUrl.parse("postgresql://u:not-a-real-secret-1@h/db"))
        .hasToString("postgresql://u:***@h:5432/db");
  }

  @Test
  void aFirestoreDatabaseHasAProjectAndAName() {
    StoreUrl url = StoreUrl.parse("firestore://my-project/(default)");

    assertThat(url)
        .isEqualTo(new StoreUrl.Firestore("my-project", "(default)"))
        .hasToString("firestore://my-project/(default)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sqlite:",
        "mysql://u:not-a-real-secret-1@h/db",
        "postgresql://u:not-a-real-secret-1 %@h/db",
        "postgresql://u:not-a-real-secret-1@h",
        "postgresql://u:not-a-real-secret-1@h/",
        "postgresql://:not-a-real-secret-1@h/db",
        "postgresql://h/db",
        "postgresql:///db",
        "firestore://my-project",
        "firestore:///db",
        "firestore://my-project/db/more",
        "firestore://my-project/db?x",
      })
  void whatCannotBeUsedIsRefusedWithAnExample(String url) {
    assertThatThrownBy(() -> StoreUrl.parse(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("STORE_URL: ")
        .hasMessageContaining("Example: ")
        .hasMessageNotContaining("not-a-real");
  }
}
