package io.schedulerrunner.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointChecks;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RunRequestTextTest {

  private static final Settings SETTINGS = Configurations.settings(Map.of());

  private static RunRequest body(String json) {
    return RunRequestReader.read(json.getBytes(UTF_8), SETTINGS);
  }

  private static RunRequest again(RunRequest request) {
    return RunRequestText.read(RunRequestText.write(request), SETTINGS, EndpointChecks.NONE);
  }

  @Test
  void theDefaultIsNextToNothing() {
    assertThat(RunRequestText.write(RunRequest.DEFAULT))
        .isEqualTo("{\"body\":{\"parallel\":true,\"send_email\":false}}");
    assertThat(again(RunRequest.DEFAULT)).isEqualTo(RunRequest.DEFAULT);
  }

  @Test
  void everythingIsReadAsItWasWritten() {
    RunRequest request =
        body(
            """
            {"endpoints": [{"url": "https://example.com/{{ run.id }}", "name": "a",
                            "headers": {"X": "not-a-real-secret-1", "Y": "${HOME} $${HOME}"}}],
             "default_payload": {"n": 1.10, "t": "{{ run.id }} ${HOME}"}, "parallel": false,
             "max_workers": 7, "tags": ["x", "y"], "deadline": 0.5, "send_email": true}
            """);

    RunRequest again = again(request);

    assertThat(RunRequestText.write(again)).isEqualTo(RunRequestText.write(request));
    assertThat(again.endpoints().orElseThrow().endpoints())
        .isEqualTo(request.endpoints().orElseThrow().endpoints());
    assertThat(again.defaultPayload()).hasToString(request.defaultPayload().toString());
    assertThat(again.parallel()).isFalse();
    assertThat(again.maxWorkers()).hasValue(7);
    assertThat(again.tags()).containsExactly("x", "y");
    assertThat(again.deadline()).contains(Duration.ofMillis(500));
    assertThat(again.sendEmail()).isTrue();
    assertThat(again.only()).isEmpty();
  }

  @Test
  void namesThatNoBodyCanHoldAreKept() {
    assertThat(again(RunRequest.only(Set.of("a", "b"))).only()).contains(Set.of("a", "b"));
  }

  @Test
  void howLongTheTriggerWaitsIsNobodyElsesBusiness() {
    assertThat(again(body("{\"wait\": 9}")).waitFor()).isZero();
    assertThat(body("{\"wait\": 9}").waitFor()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatThisVersionDoesNotAcceptIsRefused() {
    assertThatThrownBy(
            () -> RunRequestText.read("{\"body\":{\"later\":1}}", SETTINGS, EndpointChecks.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("later");
  }
}
