package io.schedulerrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.testing.OtlpReceiver;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportingTest {

  private final OtlpReceiver receiver = new OtlpReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private Exporting start(String name, String value) {
    OtelVariables variables =
        new OtelVariables(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), name, value));
    return Exporting.start(variables, "1.2.3", MetricSnapshots::of);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER, other, gcp-scheduler-runner",
    "K_SERVICE, my-service, my-service",
    "OTEL_SERVICE_NAME, mine, mine",
    "OTEL_RESOURCE_ATTRIBUTES, 'a=b,service.name=other', other"
  })
  void theServiceHasAName(String variable, String value, String name) {
    try (Exporting exporting = start(variable, value)) {
      exporting.tracer().spanBuilder("one").startSpan().end();
    }

    assertThat(receiver.resources.getFirst().getAttributesList())
        .filteredOn(attribute -> attribute.getKey().equals("service.name"))
        .extracting(KeyValue::getValue)
        .extracting(text -> text.getStringValue())
        .containsExactly(name);
  }

  @Test
  void whatIsFlushedHasArrivedWhenThatReturns() {
    try (Exporting exporting = start("OTEL_METRICS_EXPORTER", "none")) {
      exporting.tracer().spanBuilder("one").startSpan().end();
      exporting.flush(Duration.ofMinutes(1));

      assertThat(receiver.span("one").getName()).isEqualTo("one");
    }
  }

  @Test
  void theQueueTakesTheSpansOfThousandsOfEndpoints() {
    try (Exporting exporting = start("OTEL_BSP_SCHEDULE_DELAY", "600000")) {
      for (int i = 0; i < 10_000; i++) {
        exporting.tracer().spanBuilder("call").startSpan().end();
      }
      exporting.flush(Duration.ofMinutes(1));
    }

    assertThat(receiver.spans).hasSize(10_000);
  }

  @Test
  void aValueThatCannotBeUsedIsAProblemOfTheConfiguration() {
    assertThatThrownBy(() -> start("OTEL_BSP_SCHEDULE_DELAY", "soon"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("OTEL_*: ")
        .hasMessageContaining("otel.bsp.schedule.delay");
  }
}
