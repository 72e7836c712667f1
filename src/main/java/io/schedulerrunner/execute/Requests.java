package io.schedulerrunner.execute;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.plan.Call;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/** Makes the request of a call. */
final class Requests {

  /** Tells an endpoint which attempts mean the same thing; the same on every retry. */
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private Requests() {}

  /** The request as the configuration says it. */
  static Request of(Call call, String runId) {
    return of(call, call.endpoint().target(), call.payload(), runId);
  }

  /** The request of a call with another target and payload, as its templates make them. */
  static Request of(Call call, Target target, Payload payload, String runId) {
    List<Request.Header> headers = new ArrayList<>(target.headers().size() + 1);
    target.headers().forEach((name, value) -> headers.add(new Request.Header(name, value.value())));
    if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(IDEMPOTENCY_KEY))) {
      headers.add(new Request.Header(IDEMPOTENCY_KEY, runId + "/" + call.name()));
    }
    return new Request(
        target.method(),
        withParams(target.url().value(), target.params()),
        headers,
        body(payload),
        call.endpoint().timeout());
  }

  /**
   * A URL with query parameters added to its own, and without its fragment, which is never sent.
   */
  static String withParams(String url, List<Param> params) {
    int fragment = url.indexOf('#');
    StringBuilder whole = new StringBuilder(fragment < 0 ? url : url.substring(0, fragment));
    char separator = url.indexOf('?') < 0 ? '?' : '&';
    for (Param param : params) {
      whole.append(separator).append(encoded(param.name())).append('=');
      whole.append(encoded(param.value().value()));
      separator = '&';
    }
    return whole.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Optional<RequestBody> body(Payload payload) {
    return switch (payload) {
      case Payload.None none -> Optional.empty();
      case Payload.Json json ->
          Optional.of(new RequestBody("application/json", bytes(json.tree())));
      case Payload.Raw raw ->
          Optional.of(
              new RequestBody(
                  "text/plain;charset=utf-8", raw.text().value().getBytes(StandardCharsets.UTF_8)));
    };
  }

  private static byte[] bytes(JsonNode tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.write(generator, tree);
    }
    return out.toByteArray();
  }
}
