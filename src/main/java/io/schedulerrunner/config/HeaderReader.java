package io.schedulerrunner.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code headers}: names and values by RFC 9110, so that nothing can be smuggled in. */
final class HeaderReader {

  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade",
          "expect");

  private HeaderReader() {}

  /** The endpoint's headers after those of the defaults that it does not replace. */
  static Map<String, Text> merge(Map<String, Text> defaults, Map<String, Text> own) {
    Map<String, Text> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names.putAll(own);
    Map<String, Text> merged = new LinkedHashMap<>();
    defaults.forEach(
        (name, text) -> {
          if (!names.containsKey(name)) {
            merged.put(name, text);
          }
        });
    merged.putAll(own);
    return merged;
  }

  static Map<String, Text> read(Value value) {
    Map<String, Text> headers = new LinkedHashMap<>();
    value.fields("{\"X-Source\": \"runner\"}").ifPresent(fields -> read(fields, headers));
    return headers;
  }

  private static void read(Fields fields, Map<String, Text> headers) {
    Map<String, Text> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : fields.names()) {
      Value value = fields.value(name).orElseThrow();
      Optional<Text> text = value.text("\"runner\"");
      nameProblem(name).ifPresent(message -> value.problem(message, ""));
      text.map(it -> withoutTemplates(it.value()))
          .flatMap(HeaderValues::problem)
          .ifPresent(problem -> value.problem(problem + ".", ""));
      if (text.isPresent() && seen.putIfAbsent(name, text.orElseThrow()) != null) {
        value.problem("stands twice: the case of a header's name does not matter.", "");
      }
      text.ifPresent(it -> headers.put(name, it));
    }
  }

  static Optional<String> nameProblem(String name) {
    if (!Names.isToken(name)) {
      return Optional.of("is not the name of a header: only letters, digits and !#$%&'*+-.^_`|~.");
    }
    return OURS.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.of("is set by the runner itself and cannot be configured.")
        : Optional.empty();
  }

  /** What stands between {{ and }} is an expression, in which line breaks are fine. */
  private static String withoutTemplates(String value) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int start = value.indexOf("{{"); start >= 0; start = value.indexOf("{{", at)) {
      int end = value.indexOf("}}", start);
      rest.append(value, at, start);
      at = end < 0 ? value.length() : end + 2;
    }
    return rest.append(value, at, value.length()).toString();
  }
}
