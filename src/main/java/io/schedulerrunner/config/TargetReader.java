package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what an endpoint is sent: method, URL, headers, parameters and body. */
final class TargetReader {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Fields fields;
  private final Optional<Fields> defaults;
  private final Map<String, Text> headers = new LinkedHashMap<>();
  private Optional<UrlReader.Url> url = Optional.empty();

  TargetReader(Fields fields, Optional<Fields> defaults) {
    this.fields = fields;
    this.defaults = defaults;
  }

  /** What the defaults may say. */
  void inheritable() {
    method();
    headers();
  }

  Optional<Target> read() {
    url = fields.required("url", "\"https://api.example.com/refresh\"").flatMap(UrlReader::read);
    String method = method();
    headers();
    List<Param> params = fields.value("params").map(TargetReader::params).orElseGet(List::of);
    Payload payload = payload();
    return url.map(it -> new Target(method, it.text(), headers, params, payload));
  }

  /** The host that the URL names, where it is known before the call. */
  Optional<String> host() {
    return url.flatMap(UrlReader.Url::host);
  }

  /** A username and password in the URL mean basic authentication. */
  Optional<Auth> userInfo() {
    return url.flatMap(UrlReader.Url::userInfo)
        .map(
            user ->
                AuthReader.basic(
                    fields.reading(),
                    Text.of(user.username()),
                    fields.reading().secret("password", user.password())));
  }

  /** Two ways to say who calls are one too many. */
  void checkAuthorization(Optional<Auth> auth) {
    boolean both =
        headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)
            && auth.filter(it -> !(it instanceof Auth.Hmac)).isPresent();
    if (both) {
      fields.problem(
          "has an Authorization header as well as auth (or a user in its URL); keep one of them;"
              + " auth of type none switches a default off.",
          "");
    }
  }

  private String method() {
    return fields
        .value("method")
        .or(() -> defaults.flatMap(all -> all.value("method")))
        .flatMap(TargetReader::method)
        .orElse("POST");
  }

  private static Optional<String> method(Value value) {
    Optional<Text> text = value.text("\"POST\"");
    Optional<String> method =
        text.map(it -> METHODS.indexOf(it.value().toUpperCase(Locale.ROOT)))
            .filter(known -> known >= 0)
            .map(METHODS::get);
    if (text.isPresent() && method.isEmpty()) {
      String all = String.join(", ", METHODS);
      String shown = text.orElseThrow().shown();
      value.problem("must be one of " + all + ", but is \"" + shown + "\".", "\"POST\"");
    }
    return method;
  }

  private void headers() {
    Map<String, Text> general =
        defaults.flatMap(all -> all.value("headers")).map(HeaderReader::read).orElseGet(Map::of);
    Map<String, Text> own = fields.value("headers").map(HeaderReader::read).orElseGet(Map::of);
    headers.putAll(HeaderReader.merge(general, own));
  }

  private static List<Param> params(Value value) {
    List<Param> params = new ArrayList<>();
    value
        .fields("{\"region\": \"eu\", \"id\": [1, 2]}")
        .ifPresent(fields -> fields.names().forEach(name -> param(fields, name, params)));
    return params;
  }

  private static void param(Fields fields, String name, List<Param> params) {
    Value value = fields.value(name).orElseThrow();
    List<Value> items = value.node().isArray() ? value.items("") : List.of(value);
    for (Value item : items) {
      JsonNode node = item.node();
      if (node.isNumber() || node.isBoolean()) {
        params.add(new Param(name, Text.of(node.asString())));
      } else if (node.isString()) {
        item.text("").ifPresent(text -> params.add(new Param(name, text)));
      } else {
        item.wrongType("a string, a number, true or false, or an array of these", "\"eu\"");
      }
    }
  }

  private Payload payload() {
    Optional<Value> json = fields.value("json");
    Optional<Value> body = fields.value("body");
    if (json.isPresent() && body.isPresent()) {
      fields.problem("has json as well as body; keep one of them.", "");
    }
    return json.<Payload>map(it -> new Payload.Json(it.json()))
        .or(() -> body.flatMap(TargetReader::body))
        .orElse(Payload.NONE);
  }

  private static Optional<Payload> body(Value value) {
    if (value.node().isString()) {
      return value.text("").map(Payload.Raw::new);
    }
    if (value.node().isContainer()) {
      return Optional.of(new Payload.Json(value.json()));
    }
    value.wrongType("a string, an object or an array", "\"plain text\"");
    return Optional.empty();
  }
}
