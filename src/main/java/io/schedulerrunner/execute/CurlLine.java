package io.schedulerrunner.execute;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.CredentialHeaders;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Call;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * A call as a command in one line for a POSIX shell, which makes the same request with {@code
 * curl}: method, URL and parameters, the configuration's headers, body and timeout. Secrets stand
 * as {@code ***}, and so does whatever proves who calls.
 */
public final class CurlLine {

  /** A longer body is not in the line, which reads it from standard input instead. */
  static final int LONGEST_BODY = 16_384;

  /** Methods with which the runner's client says that there is no body; some servers insist. */
  private static final Set<String> BODILY = Set.of("POST", "PUT");

  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer " + Text.HIDDEN;

  /** What is sent, as it may be seen, and as what. */
  private record Body(String type, String text) {}

  private final Secrets secrets;
  private final List<String> words = new ArrayList<>();

  private CurlLine(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Of a call that is planned: its templates stand as they are. */
  public static String of(Call call, Secrets secrets) {
    return new CurlLine(secrets).line(call, call.endpoint().target().headers());
  }

  /** Of a request that was made. */
  static String of(Exchange exchange) {
    return new CurlLine(exchange.secrets())
        .line(exchange.call(), Requests.headers(exchange.call(), exchange.scope().runId()));
  }

  private String line(Call call, Map<String, Text> headers) {
    Endpoint endpoint = call.endpoint();
    Optional<Body> body = body(call.payload());
    String url =
        Requests.withParams(
            endpoint.target().url().shown(), endpoint.target().params(), Text::shown);
    words.add("curl");
    method(endpoint.target().method(), body.isPresent());
    if (url.matches(".*[\\[\\]{}].*")) {
      words.add("--globoff");
    }
    if (url.matches(".*/\\.\\.?([/?].*)?")) {
      words.add("--path-as-is");
    }
    add(secrets.redact(url));
    words.add("--max-time");
    words.add(seconds(endpoint.timeout()));
    String proof = endpoint.auth().map(CurlLine::header).orElse("");
    headers.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase(proof)) {
            header(name, CredentialHeaders.shown(name, value));
          }
        });
    endpoint.auth().ifPresent(this::prove);
    if (body.isEmpty() && BODILY.contains(endpoint.target().method())) {
      header("Content-Length", "0");
    }
    return body.map(it -> line(it, headers)).orElseGet(this::joined);
  }

  private static String seconds(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private void method(String method, boolean hasBody) {
    if (RedirectingCaller.METHODS.contains(method)) {
      words.add("--location");
    }
    if ("HEAD".equals(method) && !hasBody) {
      words.add("--head");
    } else if (!"GET".equals(method) || hasBody) {
      words.add("-X");
      words.add(method);
    }
  }

  private static String header(Auth auth) {
    return auth instanceof Auth.Hmac hmac ? hmac.header() : AUTHORIZATION;
  }

  private void prove(Auth auth) {
    switch (auth) {
      case Auth.Hmac hmac -> header(hmac.header(), "t=***,v1=***");
      case Auth.Basic basic -> {
        words.add("--user");
        add(secrets.redact(basic.username().shown()) + ":" + Text.HIDDEN);
      }
      case Auth.Oidc oidc -> header(AUTHORIZATION, BEARER);
      case Auth.OAuth oauth -> header(AUTHORIZATION, BEARER);
      case Auth.Bearer bearer -> header(AUTHORIZATION, BEARER);
    }
  }

  /** Without a value, it is the semicolon that keeps a header from being left out. */
  private void header(String name, String value) {
    header(value.isBlank() ? name + ";" : name + ": " + value);
  }

  private void header(String line) {
    words.add("-H");
    add(secrets.redact(line));
  }

  private void add(String word) {
    words.add(ShellText.word(word));
  }

  private static Optional<Body> body(Payload payload) {
    return switch (payload) {
      case Payload.None none -> Optional.empty();
      case Payload.Raw raw -> Optional.of(new Body(Requests.TEXT, raw.text().shown()));
      case Payload.Json json -> {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
          Json.writeShown(out, json.tree());
        }
        yield Optional.of(new Body(Requests.JSON, text.toString()));
      }
    };
  }

  private String line(Body body, Map<String, Text> headers) {
    if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      header("Content-Type", body.type());
    }
    String text = secrets.redact(body.text());
    if (text.length() > LONGEST_BODY) {
      words.add("--data-binary @-");
      return joined();
    }
    if (ShellText.hasControls(text)) {
      words.add("--data-binary @-");
      return ShellText.printing(text) + " | " + joined();
    }
    words.add("--data-raw");
    add(text);
    return joined();
  }

  private String joined() {
    return String.join(" ", words);
  }
}
