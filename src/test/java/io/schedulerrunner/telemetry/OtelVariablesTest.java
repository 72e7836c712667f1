package io.schedulerrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtelVariablesTest {

  private static OtelVariables of(String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put("OTEL_" + variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new OtelVariables(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, false",
    "SERVICE_NAME=mine, false, false",
    "EXPORTER_OTLP_ENDPOINT=http://c:4318, true, true",
    "EXPORTER_OTLP_TRACES_ENDPOINT=http://c:4318/v1/traces, true, false",
    "EXPORTER_OTLP_METRICS_ENDPOINT=http://c:4318/v1/metrics, false, true",
    "TRACES_EXPORTER=otlp, true, false",
    "METRICS_EXPORTER=OTLP, false, true",
    "EXPORTER_OTLP_ENDPOINT=http://c:4318 TRACES_EXPORTER=none, false, true",
    "EXPORTER_OTLP_ENDPOINT=http://c:4318 METRICS_EXPORTER=none, true, false",
    "EXPORTER_OTLP_ENDPOINT=http://c:4318 SDK_DISABLED=false, true, true",
    "EXPORTER_OTLP_ENDPOINT=http://c:4318 SDK_DISABLED=TRUE, false, false",
    "EXPORTER_OTLP_ENDPOINT=, false, false"
  })
  void nothingIsExportedUnlessItIsAskedFor(String variables, boolean traces, boolean metrics) {
    assertThat(of(variables))
        .returns(traces, OtelVariables::exportsTraces)
        .returns(metrics, OtelVariables::exportsMetrics)
        .returns(traces || metrics, OtelVariables::isOn);
  }

  @Test
  void theyAreNamedAsOpenTelemetryForJavaNamesThem() {
    OtelVariables variables =
        new OtelVariables(
            Map.of("OTEL_BSP_SCHEDULE_DELAY", "100", "OTEL_SERVICE_NAME", " ", "PORT", "5000"));

    assertThat(variables.properties()).containsExactly(Map.entry("otel.bsp.schedule.delay", "100"));
  }
}
