package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.execute.JettyExecutor;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationTest {

  private static List<Thread> ofRuns(String endpoints, Path folder) throws Exception {
    Configuration configuration = Configuration.load(Map.of("ENDPOINTS", endpoints), folder);
    try (JettyExecutor executor = new JettyExecutor(configuration.settings(), "test")) {
      List<Thread> threads = Preparation.ofRuns(executor, configuration.endpoints().current());
      join(threads);
      return threads;
    }
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void endsWithoutKeepingTheProcess(@TempDir Path folder) throws Exception {
    List<Thread> threads = new ArrayList<>(Preparation.ofServer());
    join(threads);
    threads.addAll(
        ofRuns(
            "[\"http://127.0.0.1:9/\", \"HTTPS://127.0.0.1:9/\", \"http://127.0.0.1:9/2\"]",
            folder));

    assertThat(threads).allMatch(Thread::isDaemon);
  }

  @Test
  void beginsOneThreadMoreWhereAnEndpointIsHttps(@TempDir Path folder) throws Exception {
    assertThat(ofRuns("[\"http://127.0.0.1:9/\"]", folder)).hasSize(1);
    assertThat(ofRuns("[\"https://127.0.0.1:9/\"]", folder)).hasSize(2);
  }

  @Test
  void theKeysAreOfTheCurveThatEveryServerKnows() throws Exception {
    ECPublicKey key = (ECPublicKey) Preparation.keys().getPublic();

    assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
  }
}
