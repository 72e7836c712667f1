package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which routes need a place among {@code MAX_RUNS}. */
class AdmissionTest {

  private final Admission admission =
      new Admission(new Settings.Listen("127.0.0.1", 0, 1, 1), 1 << 20);

  @Test
  void aRouteThatStartsNoRunNeedsNoPlace() {
    Route route =
        Route.open("GET", "/", "For tests.", request -> new Answer(200, Map.of(), out -> {}));

    assertThat(admission.around(route)).isSameAs(route);
  }

  @Test
  void aRouteThatStartsRunsStaysWhatItIs() {
    Route route =
        Route.guarded("POST", "/x", "For tests.", request -> new Answer(200, Map.of(), out -> {}))
            .startingRun()
            .withFields(Map.of("at", "When."));

    assertThat(admission.around(route))
        .usingRecursiveComparison()
        .ignoringFields("action")
        .isEqualTo(route);
    assertThat(admission.around(route).action()).isNotSameAs(route.action());
  }
}
