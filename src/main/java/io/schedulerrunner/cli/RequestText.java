package io.schedulerrunner.cli;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.CredentialHeaders;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.plan.Call;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** A request as it may be seen, before it is made. */
final class RequestText {

  private RequestText() {}

  static List<String> lines(Call call) {
    Target target = call.endpoint().target();
    List<String> lines = new ArrayList<>();
    lines.add(target.method() + " " + target.url().shown() + params(target));
    target
        .headers()
        .forEach((name, value) -> lines.add(name + ": " + CredentialHeaders.shown(name, value)));
    call.endpoint().auth().ifPresent(auth -> lines.add("auth " + auth(auth)));
    body(call.payload()).ifPresent(lines::add);
    return lines;
  }

  private static String params(Target target) {
    if (target.params().isEmpty()) {
      return "";
    }
    char separator = target.url().shown().indexOf('?') < 0 ? '?' : '&';
    return target.params().stream()
        .map(param -> param.name() + "=" + param.value().shown())
        .collect(Collectors.joining("&", Character.toString(separator), ""));
  }

  static String auth(Auth auth) {
    return switch (auth) {
      case Auth.Oidc oidc ->
          "oidc" + oidc.audience().map(audience -> " for " + audience.shown()).orElse("");
      case Auth.OAuth oauth -> "oauth " + String.join(" ", oauth.scopes());
      case Auth.Basic basic -> "basic " + basic.username().shown();
      case Auth.Bearer _ -> "bearer";
      case Auth.Hmac hmac -> "hmac in " + hmac.header();
    };
  }

  private static Optional<String> body(Payload payload) {
    return switch (payload) {
      case Payload.None _ -> Optional.empty();
      case Payload.Raw raw -> Optional.of(raw.text().shown());
      case Payload.Json json -> {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
          Json.writeShown(out, json.tree());
        }
        yield Optional.of(text.toString());
      }
    };
  }
}
