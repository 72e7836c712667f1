package io.schedulerrunner.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the standard {@code OTEL_*} variables ask for. Loads nothing of OpenTelemetry: whoever does
 * not use it does not pay for it. Immutable.
 *
 * @param environment of the process, {@code .env} included
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">
 *     OpenTelemetry's environment variables</a>
 */
public record OtelVariables(Map<String, String> environment) {

  private static final String PREFIX = "OTEL_";

  /** Whether anything is to be exported. */
  public boolean isOn() {
    return exportsTraces() || exportsMetrics();
  }

  /** Whether traces are exported: their exporter or an endpoint for them is named. */
  public boolean exportsTraces() {
    return exports("TRACES");
  }

  /** Whether metrics are exported: their exporter or an endpoint for them is named. */
  public boolean exportsMetrics() {
    return exports("METRICS");
  }

  private boolean exports(String signal) {
    boolean disabled = value("OTEL_SDK_DISABLED").equals("true");
    String exporter = value("OTEL_" + signal + "_EXPORTER");
    boolean located =
        !value("OTEL_EXPORTER_OTLP_ENDPOINT").isEmpty()
            || !value("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT").isEmpty();
    return !disabled && (exporter.isEmpty() ? located : exporter.equals("otlp"));
  }

  private String value(String name) {
    return environment.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
  }

  /** All of them as OpenTelemetry for Java names its properties. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return properties;
  }
}
