package io.schedulerrunner.execute;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the request of a call. */
final class Requests {

  /** Tells an endpoint which attempts mean the same thing; the same on every retry. */
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** What a JSON document is sent as, where the endpoint's headers do not say. */
  static final String JSON = "application/json";

  /** What a raw body is sent as, where the endpoint's headers do not say. */
  static final String TEXT = "text/plain;charset=utf-8";

  private Requests() {}

  /** The request as the configuration says it. */
  static Request of(Call call, RunScope scope) {
    Target target = call.endpoint().target();
    List<Request.Header> headers = new ArrayList<>(target.headers().size() + 1);
    target.headers().forEach((name, value) -> headers.add(new Request.Header(name, value.value())));
    if (!hasKey(target)) {
      headers.add(new Request.Header(IDEMPOTENCY_KEY, key(call, scope.runId())));
    }
    return new Request(
        target.method(),
        withParams(target.url().value(), target.params(), Text::value),
        headers,
        body(call.payload(), scope.payloads()),
        call.endpoint().timeout());
  }

  /** What the configuration says, and what makes one request of all attempts. */
  static Map<String, Text> headers(Call call, String runId) {
    Target target = call.endpoint().target();
    Map<String, Text> headers = new LinkedHashMap<>(target.headers());
    if (!hasKey(target)) {
      headers.put(IDEMPOTENCY_KEY, Text.of(key(call, runId)));
    }
    return headers;
  }

  private static boolean hasKey(Target target) {
    return target.headers().keySet().stream().anyMatch(IDEMPOTENCY_KEY::equalsIgnoreCase);
  }

  private static String key(Call call, String runId) {
    return runId + "/" + call.name();
  }

  /** A target's URL with its parameters, as it may be shown. */
  static String shownUrl(Target target, Secrets secrets) {
    return secrets.redact(withParams(target.url().shown(), target.params(), Text::shown));
  }

  /**
   * A URL with query parameters added to its own, and without its fragment, which is never sent.
   *
   * @param side what is taken of each value: what is sent, or what may be seen
   */
  static String withParams(String url, List<Param> params, Function<Text, String> side) {
    int fragment = url.indexOf('#');
    StringBuilder whole = new StringBuilder(fragment < 0 ? url : url.substring(0, fragment));
    char separator = url.indexOf('?') < 0 ? '?' : '&';
    for (Param param : params) {
      whole.append(separator).append(encoded(param.name())).append('=');
      whole.append(encoded(side.apply(param.value())));
      separator = '&';
    }
    return whole.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Optional<RequestBody> body(Payload payload, Payloads payloads) {
    if (payload instanceof Payload.Json json) {
      return Optional.of(new RequestBody(JSON, payloads.bytes(json.tree())));
    }
    return payload instanceof Payload.Raw raw
        ? Optional.of(new RequestBody(TEXT, raw.text().value().getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }
}
