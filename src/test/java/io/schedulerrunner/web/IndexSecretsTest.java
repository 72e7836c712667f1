package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Histories;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the root tells of endpoints holds none of their secrets. */
class IndexSecretsTest {

  private static final String SECRET = "not-a-real-secret-1";
  private static final String ENDPOINTS =
      """
      [{"url": "https://a.example/${KEY}", "name": "n-${KEY}", "tags": ["t-${KEY}", "open"],
        "schedule": "${CRON}"}]
      """;

  @Test
  void namesTagsAndSchedulesAreShownWithoutThem() throws Exception {
    Configuration configuration =
        Configuration.load(
            Map.of("ENDPOINTS", ENDPOINTS, "KEY", SECRET, "CRON", "17 4 * * *"),
            Path.of("/nowhere"));
    FakeExecutor executor = FakeExecutor.answering(call -> Sample.succeeded(200));

    try (Service service =
        Service.remembering(
            Service.runner(executor, configuration.endpoints(), Histories.inMemory()),
            RunEvents.Pace.DEFAULT)) {
      String index = service.send("GET", "/").body();

      assertThat(index)
          .contains("\"name\":\"n-***\"")
          .contains("\"tags\":[\"t-***\",\"open\"]")
          .contains("\"schedule\":\"***\"")
          .doesNotContain(SECRET);
    }
  }
}
