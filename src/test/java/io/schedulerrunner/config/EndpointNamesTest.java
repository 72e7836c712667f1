package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names with variables in them: they work, and their secrets are shown nowhere. */
class EndpointNamesTest {

  private static List<Endpoint> read(String endpoints) {
    return Configuration.load(
            Map.of("ENDPOINTS", endpoints, "EAST", "east", "WEST", "west-and-south"),
            Path.of("/nowhere"))
        .endpoints()
        .current()
        .endpoints();
  }

  private static List<String> names(String endpoints) {
    return read(endpoints).stream().map(Endpoint::name).toList();
  }

  @Test
  void aNameGoesByWhatMayBeShownOfIt() {
    assertThat(
            names(
                """
                [{"url": "https://a.example", "name": "sync-${WEST}"},
                 {"url": "https://a.example", "name": "plain"},
                 "https://a.example"]
                """))
        .containsExactly("sync-***", "plain", "endpoint-3");
  }

  @Test
  void namesThatLookTheSameAreToldApartByTheirPosition() {
    assertThat(
            names(
                """
                [{"url": "https://a.example", "name": "sync-${WEST}"},
                 {"url": "https://a.example", "name": "sync-${EAST}"},
                 {"url": "https://a.example", "name": "${EAST}"}]
                """))
        .containsExactly("sync-***", "sync-***-2", "***");
  }

  @Test
  void dependenciesFindThemHoweverTheyAreWritten() {
    assertThat(
            read(
                """
                [{"url": "https://a.example", "name": "sync-${WEST}"},
                 {"url": "https://a.example", "name": "sync-${EAST}"},
                 {"url": "https://a.example", "name": "last",
                  "depends_on": ["sync-${EAST}", "sync-west-and-south"]},
                 {"url": "https://a.example", "name": "east"},
                 {"url": "https://a.example", "depends_on": ["${EAST}", "last"]}]
                """))
        .extracting(Endpoint::dependsOn)
        .containsExactly(
            List.of(),
            List.of(),
            List.of("sync-***-2", "sync-***"),
            List.of(),
            List.of("east", "last"));
  }
}
