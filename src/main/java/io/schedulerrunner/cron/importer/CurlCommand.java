package io.schedulerrunner.cron.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The request that a {@code curl} command makes, as the fields of an endpoint. */
final class CurlCommand {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final List<String> remarks = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();
  private final List<String> data = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> last = new LinkedHashMap<>();

  /**
   * Reads the words after {@code curl}.
   *
   * @throws ImportException where they cannot be carried over
   */
  CurlCommand(List<String> words) {
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.startsWith("--")) {
        String option = word.substring(2);
        apply(option, CurlOptions.takesValue(option) ? value(rest, word) : "");
      } else if (word.startsWith("-")) {
        letters(word, rest);
      } else {
        urls.add(word);
      }
    }
    if (urls.size() != 1) {
      throw new ImportException("it calls %d URLs, not one.".formatted(urls.size()));
    }
  }

  private void letters(String word, Iterator<String> rest) {
    for (int i = 1; i < word.length(); i++) {
      String option = CurlOptions.named(word.charAt(i));
      if (CurlOptions.takesValue(option)) {
        String attached = word.substring(i + 1);
        apply(option, attached.isEmpty() ? value(rest, word) : attached);
        return;
      }
      apply(option, "");
    }
  }

  private static String value(Iterator<String> rest, String option) {
    if (!rest.hasNext()) {
      throw new ImportException("its option " + option + " lacks a value.");
    }
    return rest.next();
  }

  private void apply(String option, String value) {
    switch (option) {
      case "url" -> urls.add(value);
      case "header" -> header(value);
      case "data", "data-ascii", "data-binary" -> data(value);
      case "data-raw" -> data.add(value);
      case "json" -> {
        data(value);
        headers.putIfAbsent("Content-Type", "application/json");
        headers.putIfAbsent("Accept", "application/json");
      }
      case "user-agent" -> headers.put("User-Agent", value);
      case "referer" -> headers.put("Referer", value);
      case "cookie" -> cookie(value);
      case "request", "user", "max-time", "retry", "retry-delay", "oauth2-bearer", "get", "head" ->
          last.put(option, value);
      default -> {
        if (!CurlOptions.isWithoutMeaning(option)) {
          remarks.add(CurlOptions.remark(option));
        }
      }
    }
  }

  private void data(String value) {
    if (value.startsWith("@")) {
      throw new ImportException("its data comes from the file " + value.substring(1) + ".");
    }
    data.add(value);
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    } else if (line.endsWith(";")) {
      headers.put(line.substring(0, line.length() - 1), "");
    } else {
      throw new ImportException("its header is not NAME: VALUE.");
    }
  }

  private void cookie(String value) {
    if (!value.contains("=")) {
      throw new ImportException("its cookies come from the file " + value + ".");
    }
    headers.put("Cookie", value);
  }

  /** What is not quite as it was. */
  List<String> remarks() {
    return remarks;
  }

  /** The URL as curl would call it. */
  String url() {
    String written = urls.getFirst();
    boolean complete = written.contains("://") || written.indexOf(Literal.OPEN) == 0;
    String url = complete ? written : "http://" + written;
    return last.containsKey("get") && !data.isEmpty()
        ? url + (url.contains("?") ? "&" : "?") + String.join("&", data)
        : url;
  }

  /** The fields in order, without name and schedule. */
  Map<String, Object> fields() {
    boolean body = !data.isEmpty() && !last.containsKey("get");
    String standard = last.containsKey("head") ? "HEAD" : body ? "POST" : "GET";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("url", Literal.of(url()));
    fields.put("method", method(last.getOrDefault("request", standard)));
    if (body && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      headers.put("Content-Type", FORM);
    }
    if (!headers.isEmpty()) {
      Map<String, Object> literal = new LinkedHashMap<>();
      headers.forEach((name, value) -> literal.put(name, Literal.of(value)));
      fields.put("headers", literal);
    }
    if (body) {
      fields.put("body", Literal.of(String.join("&", data)));
    }
    number("max-time").ifPresent(timeout -> fields.put("timeout", timeout));
    retry(fields);
    auth(fields);
    return fields;
  }

  private static String method(String method) {
    if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
      throw new ImportException("its method is " + method + ".");
    }
    return method;
  }

  private Optional<Object> number(String option) {
    return Optional.ofNullable(last.get(option)).map(text -> Quantity.of("--" + option, text));
  }

  private void retry(Map<String, Object> fields) {
    Optional.ofNullable(last.get("retry"))
        .map(text -> Quantity.of("--retry", text).add(BigDecimal.ONE))
        .ifPresent(
            attempts -> {
              Map<String, Object> retry = new LinkedHashMap<>();
              retry.put("max_attempts", attempts);
              number("retry-delay").ifPresent(delay -> retry.put("min_backoff", delay));
              fields.put("retry", retry);
            });
  }

  private void auth(Map<String, Object> fields) {
    Map<String, Object> auth = new LinkedHashMap<>();
    Optional.ofNullable(last.get("oauth2-bearer"))
        .ifPresent(
            token -> {
              auth.put("type", "bearer");
              auth.put("token", Literal.of(token));
            });
    Optional.ofNullable(last.get("user"))
        .ifPresent(
            user -> {
              int colon = user.indexOf(':');
              if (colon < 0) {
                throw new ImportException("its --user has no password.");
              }
              auth.put("type", "basic");
              auth.put("username", Literal.of(user.substring(0, colon)));
              auth.put("password", Literal.of(user.substring(colon + 1)));
            });
    if (!auth.isEmpty()) {
      fields.put("auth", auth);
    }
  }
}
