package io.schedulerrunner.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code auth}. Passwords, tokens and keys are secret, wherever they came from. */
final class AuthReader {

  private static final String EXAMPLE = "{\"type\": \"oidc\"}";
  private static final String SIGNATURE = "X-Runner-Signature";
  private static final Map<String, Function<Fields, Optional<Auth>>> TYPES = types();

  private AuthReader() {}

  private static Map<String, Function<Fields, Optional<Auth>>> types() {
    Map<String, Function<Fields, Optional<Auth>>> types = new LinkedHashMap<>();
    types.put("oidc", AuthReader::oidc);
    types.put("oauth", AuthReader::oauth);
    types.put("basic", AuthReader::basic);
    types.put("bearer", AuthReader::bearer);
    types.put("hmac", AuthReader::hmac);
    types.put("none", ignored -> Optional.empty());
    return types;
  }

  /** Empty for {@code none}, which switches a default off, and where something is wrong. */
  static Optional<Auth> read(Value value) {
    Optional<Fields> fields = value.fields(EXAMPLE);
    Optional<Value> type = fields.flatMap(it -> it.required("type", EXAMPLE));
    return type.flatMap(it -> read(it, fields.orElseThrow()));
  }

  private static Optional<Auth> read(Value type, Fields fields) {
    Optional<Text> text = type.text("\"oidc\"");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Text name = text.orElseThrow();
    Function<Fields, Optional<Auth>> reader = TYPES.get(name.value());
    if (reader == null) {
      String known = String.join(", ", TYPES.keySet());
      type.problem("must be one of " + known + ", but is \"" + name.shown() + "\".", "\"oidc\"");
      return Optional.empty();
    }
    Optional<Auth> auth = reader.apply(fields);
    fields.end();
    return auth;
  }

  private static Optional<Auth> oidc(Fields fields) {
    return Optional.of(
        new Auth.Oidc(
            fields.value("audience").flatMap(it -> it.text("\"https://api.example.com\""))));
  }

  private static Optional<Auth> oauth(Fields fields) {
    String scope = "\"https://www.googleapis.com/auth/cloud-platform\"";
    List<String> scopes = fields.value("scopes").map(it -> it.strings(scope)).orElseGet(List::of);
    return Optional.of(new Auth.OAuth(scopes));
  }

  private static Optional<Auth> basic(Fields fields) {
    Optional<Text> username =
        fields.required("username", "\"runner\"").flatMap(it -> it.text("\"runner\""));
    Optional<Text> password = secret(fields, "password", "\"${API_PASSWORD}\"");
    username
        .filter(name -> name.value().contains(":"))
        .ifPresent(ignored -> fields.problem("a username cannot hold a colon (RFC 7617).", ""));
    return username.flatMap(name -> password.map(word -> basic(fields.reading(), name, word)));
  }

  /** The pair is a secret of its own: it is sent, and may come back, as one base64 text. */
  static Auth basic(Reading reading, Text username, Text password) {
    reading.secret("password", username.value() + ":" + password.value());
    return new Auth.Basic(username, password);
  }

  private static Optional<Auth> bearer(Fields fields) {
    return secret(fields, "token", "\"${API_TOKEN}\"").map(Auth.Bearer::new);
  }

  private static Optional<Auth> hmac(Fields fields) {
    Optional<Text> secret = secret(fields, "secret", "\"${SIGNING_SECRET}\"");
    String header = fields.value("header").flatMap(AuthReader::headerName).orElse(SIGNATURE);
    return secret.map(it -> new Auth.Hmac(it, header));
  }

  private static Optional<String> headerName(Value value) {
    Optional<String> name = value.string("\"" + SIGNATURE + "\"");
    name.flatMap(HeaderReader::nameProblem)
        .ifPresent(message -> value.problem(message, "\"" + SIGNATURE + "\""));
    return name;
  }

  private static Optional<Text> secret(Fields fields, String name, String example) {
    return fields
        .required(name, example)
        .flatMap(
            value -> {
              Optional<Text> text = value.text(example);
              text.flatMap(it -> HeaderValues.problem(it.value()))
                  .ifPresent(problem -> value.problem(problem + ".", example));
              return text;
            })
        .map(text -> fields.reading().secret(name, text.value()));
  }
}
