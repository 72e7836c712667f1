package io.schedulerrunner.config;

import java.util.Locale;
import java.util.Set;

/** Headers that hold credentials, even where they were written out in the configuration. */
public final class CredentialHeaders {

  private static final Set<String> NAMES =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

  private CredentialHeaders() {}

  /** A header's value as it may be seen: all of it hidden where the header holds credentials. */
  public static String shown(String name, Text value) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT)) ? Text.HIDDEN : value.shown();
  }
}
