package io.schedulerrunner.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * OpenTelemetry's SDK, sending spans and metrics over OTLP as its environment variables say; for
 * processes in which {@link OtelVariables#isOn()}. Thread-safe.
 */
public final class Exporting implements AutoCloseable {

  private static final String NAME = "gcp-scheduler-runner";

  /** A run makes two spans for each of thousands of endpoints; the usual queue takes 2048. */
  private static final String QUEUE = "65536";

  private static final String PROTOCOL = "http/protobuf";
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final OpenTelemetrySdk sdk;

  private Exporting(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Begins to export.
   *
   * @param version of this build
   * @param metrics what is exported of metrics
   * @throws ConfigurationException where a variable has a value that cannot be used
   */
  public static Exporting start(
      OtelVariables variables, String version, Supplier<MetricSnapshots> metrics) {
    InstantSource clock = InstantSource.system();
    MetricProducer producer = new OtlpMetrics(metrics, clock, clock.instant());
    // The SDK tells through the JDK's logging what it cannot send.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      return new Exporting(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> defaults(variables))
              .addPropertiesCustomizer(ignored -> fixed(variables))
              .addResourceCustomizer((resource, ignored) -> resource.merge(process(version)))
              .addMeterProviderCustomizer(
                  (provider, ignored) -> provider.registerMetricProducer(producer))
              .build()
              .getOpenTelemetrySdk());
    } catch (io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException e) {
      String message = Objects.requireNonNullElse(e.getMessage(), "A value cannot be used.");
      throw new ConfigurationException(
          List.of(
              new Problem("OTEL_*", message, "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318")));
    }
  }

  private static Map<String, String> defaults(OtelVariables variables) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.bsp.max.queue.size", QUEUE);
    if (!variables
        .environment()
        .getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "")
        .contains("service.name=")) {
      properties.put("otel.service.name", variables.environment().getOrDefault("K_SERVICE", NAME));
    }
    properties.putAll(variables.properties());
    return properties;
  }

  /** What there is no choice about: the exporters and the protocol that are on board. */
  private static Map<String, String> fixed(OtelVariables variables) {
    return Map.of(
        "otel.traces.exporter",
        variables.exportsTraces() ? "otlp" : "none",
        "otel.metrics.exporter",
        variables.exportsMetrics() ? "otlp" : "none",
        "otel.logs.exporter",
        "none",
        "otel.propagators",
        "tracecontext",
        "otel.exporter.otlp.protocol",
        PROTOCOL,
        "otel.exporter.otlp.traces.protocol",
        PROTOCOL,
        "otel.exporter.otlp.metrics.protocol",
        PROTOCOL);
  }

  private static Resource process(String version) {
    return Resource.create(
        Attributes.builder()
            .put("service.version", version)
            .put("service.instance.id", UUID.randomUUID().toString())
            .build());
  }

  /** Makes the spans. */
  public Tracer tracer() {
    return sdk.getTracer(NAME);
  }

  /**
   * Sends what there is, and waits until it is sent, or for so long. Twice: who asks while another
   * one is served is told when the other one's spans are gone.
   */
  public void flush(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    join(sdk.getSdkTracerProvider().forceFlush(), until);
    join(sdk.getSdkTracerProvider().forceFlush(), until);
    join(sdk.getSdkMeterProvider().forceFlush(), until);
  }

  private static void join(CompletableResultCode result, long untilNanos) {
    result.join(Math.max(1, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Sends what there is, for a moment at most, and ends. */
  @Override
  public void close() {
    sdk.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
