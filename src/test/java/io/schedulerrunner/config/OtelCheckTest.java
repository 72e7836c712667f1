package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtelCheckTest {

  private static final Path NOWHERE = Path.of("/nonexistent");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTEL_TRACES_EXPORTER|zipkin|must be one of otlp, none, but is \"zipkin\".",
        "OTEL_METRICS_EXPORTER|prometheus|must be one of otlp, none, but is \"prometheus\".",
        "OTEL_SDK_DISABLED|yes|must be one of false, true, but is \"yes\".",
        "OTEL_EXPORTER_OTLP_PROTOCOL|grpc|must be one of http/protobuf, but is \"grpc\".",
        "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL|grpc|must be one of http/protobuf, but is \"grpc\".",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT|collector:4318|must be an http or https URL."
      })
  void whatIsNotOnBoardIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> Configuration.load(Map.of(name, value), NOWHERE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("%s: %s", name, message);
  }

  @Test
  void theKeysInHeadersAreSecrets() {
    Secrets secrets =
        Configuration.load(
                Map.of(
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "a=first-not-real, b=second%20not+real,third-without-name",
                    "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
                    "c=%zz-fourth-not-real"),
                NOWHERE)
            .endpoints()
            .current()
            .secrets();

    assertThat(
            secrets.redact(
                "first-not-real, second%20not+real, second not real, third-without-name,"
                    + " %zz-fourth-not-real"))
        .isEqualTo("***, ***, ***, ***, ***");
  }

  @Test
  void whatCannotBeDecodedIsSecretAsItStands() {
    Map<String, String> environment = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "a=50%zz, b=x%20y");

    assertThat(OtelCheck.secrets(new Variables(environment, Reading.untrusted())))
        .containsExactly("50%zz", "x%20y", "x y");
  }
}
