package io.schedulerrunner.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The shape of {@code STORE_URL}. */
final class StoreUrl {

  private StoreUrl() {}

  static Optional<String> read(Variables variables) {
    return variables.matching(
        "STORE_URL",
        StoreUrl::isValid,
        "memory:, sqlite:PATH, postgresql://USER:PASSWORD@HOST/DB or firestore://PROJECT/DATABASE",
        "sqlite:data/runs.db");
  }

  /** The password as it stands and as it is meant. */
  static List<String> secrets(String url) {
    int start = url.indexOf("://");
    int at = url.lastIndexOf('@');
    int colon = url.indexOf(':', start + 3);
    if (start < 0 || colon < 0 || at < colon) {
      return List.of();
    }
    String password = url.substring(colon + 1, at);
    return List.of(password, decode(password));
  }

  private static String decode(String password) {
    try {
      return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return password;
    }
  }

  private static boolean isValid(String url) {
    if (url.startsWith("sqlite:")) {
      return url.length() > "sqlite:".length();
    }
    boolean server = url.startsWith("postgresql://") || url.startsWith("firestore://");
    return server ? namesTwo(url.substring(url.indexOf("://") + 3)) : url.equals("memory:");
  }

  /** A host and a database, or a project and a database. */
  private static boolean namesTwo(String rest) {
    int at = rest.lastIndexOf('@');
    int slash = rest.indexOf('/', at + 1);
    return slash > at + 1 && slash < rest.length() - 1;
  }
}
