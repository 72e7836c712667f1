package io.schedulerrunner.report;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A target's URL with its parameters, as it may be shown. */
public final class ShownUrl {

  private ShownUrl() {}

  /** The URL, {@code ***} in place of every secret, without its fragment, which is never sent. */
  public static String of(Target target, Secrets secrets) {
    String url = target.url().shown();
    int fragment = url.indexOf('#');
    String own = fragment < 0 ? url : url.substring(0, fragment);
    String whole = target.params().isEmpty() ? own : withParams(own, target);
    return JsonOutput.wellFormed(secrets.redact(whole));
  }

  private static String withParams(String url, Target target) {
    StringBuilder shown = new StringBuilder(url);
    char separator = url.contains("?") ? '&' : '?';
    for (Param param : target.params()) {
      shown.append(separator).append(encode(param.name())).append('=');
      shown.append(encode(param.value().shown()));
      separator = '&';
    }
    return shown.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
