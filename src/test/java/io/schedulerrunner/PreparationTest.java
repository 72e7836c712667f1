package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.execute.JettyExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationTest {

  @Test
  void bringsUpTheClientsThatTheEndpointsNeedAndEnds(@TempDir Path folder) throws Exception {
    String endpoints =
        "[\"http://127.0.0.1:9/\", \"HTTPS://127.0.0.1:9/\", \"http://127.0.0.1:9/2\"]";
    Configuration configuration = Configuration.load(Map.of("ENDPOINTS", endpoints), folder);
    try (JettyExecutor executor = new JettyExecutor(configuration.settings(), "test")) {
      List<Thread> threads =
          List.of(
              Preparation.ofServer(),
              Preparation.ofRuns(executor, configuration.endpoints().current()));
      for (Thread thread : threads) {
        thread.join();
        assertThat(thread.isDaemon()).isTrue();
      }
    }
  }
}
