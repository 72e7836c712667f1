package io.schedulerrunner.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the {@code OTEL_*} variables that this service has an opinion on; the part that exports
 * reads them itself, once there is something to export, and all others too.
 */
final class OtelCheck {

  private static final String OTLP = "OTEL_EXPORTER_OTLP_";
  private static final List<String> SIGNALS = List.of("", "TRACES_", "METRICS_");

  private OtelCheck() {}

  static void of(Variables variables) {
    variables.choice("OTEL_SDK_DISABLED", "false", "true");
    variables.choice("OTEL_TRACES_EXPORTER", "otlp", "none");
    variables.choice("OTEL_METRICS_EXPORTER", "otlp", "none");
    for (String signal : SIGNALS) {
      variables.choice(OTLP + signal + "PROTOCOL", "http/protobuf");
      variables.matching(
          OTLP + signal + "ENDPOINT",
          Urls::isHttp,
          "an http or https URL",
          "http://localhost:4318");
      variables.list(OTLP + signal + "HEADERS");
    }
  }

  /** The values of headers that go with what is exported: mostly keys. */
  static List<String> secrets(Variables variables) {
    return SIGNALS.stream()
        .flatMap(signal -> variables.list(OTLP + signal + "HEADERS").stream())
        .map(header -> header.substring(header.indexOf('=') + 1).strip())
        .flatMap(value -> Stream.of(value, decoded(value)))
        .distinct()
        .toList();
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
