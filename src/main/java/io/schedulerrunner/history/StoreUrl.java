package io.schedulerrunner.history;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the history is kept, as {@code STORE_URL} says it. Immutable; never shows a password. */
public sealed interface StoreUrl {

  /** In the memory of this process: gone with it. */
  record Memory() implements StoreUrl {}

  /** In a file. */
  record Sqlite(Path file) implements StoreUrl {}

  /**
   * In a PostgreSQL database.
   *
   * @param parameters the PostgreSQL JDBC driver's own, such as {@code sslmode}
   */
  record Postgres(
      String host,
      int port,
      String database,
      String user,
      String password,
      Map<String, String> parameters)
      implements StoreUrl {

    private static final int DEFAULT_PORT = 5432;

    public Postgres {
      parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String toString() {
      return "postgresql://" + user + ":***@" + host + ":" + port + "/" + database;
    }
  }

  /**
   * In a Firestore database, in native mode.
   *
   * @param database often {@code (default)}
   */
  record Firestore(String project, String database) implements StoreUrl {

    private static final Pattern URL = Pattern.compile("firestore://([^/?#%]+)/([^/?#%]+)");

    private static Firestore parse(String url) {
      Matcher parts = URL.matcher(url);
      if (!parts.matches()) {
        throw refused("is not firestore://PROJECT/DATABASE", "firestore://my-project/(default)");
      }
      return new Firestore(parts.group(1), parts.group(2));
    }

    @Override
    public String toString() {
      return "firestore://" + project + "/" + database;
    }
  }

  /**
   * Reads a URL.
   *
   * @throws ConfigurationException when it cannot be used; says why, but shows no password
   */
  static StoreUrl parse(String url) {
    if ("memory:".equals(url)) {
      return new Memory();
    }
    if (url.startsWith("sqlite:") && url.length() > "sqlite:".length()) {
      return new Sqlite(Path.of(url.substring("sqlite:".length())));
    }
    if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
      return postgres(url);
    }
    if (url.startsWith("firestore://")) {
      return Firestore.parse(url);
    }
    throw refused(
        "is none of memory:, sqlite:PATH, postgresql://USER:PASSWORD@HOST/DB and"
            + " firestore://PROJECT/DATABASE",
        "sqlite:data/runs.db");
  }

  private static Postgres postgres(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw refused(
          "is not a URL: characters such as @ : / ? # % and blanks in the user or the password must"
              + " be percent-encoded",
          "postgresql://runner:p%40ss@db.example/history");
    }
    String host = Optional.ofNullable(uri.getHost()).orElseThrow(() -> incomplete("names no host"));
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    if (path.length() < 2) {
      throw incomplete("names no database");
    }
    String[] user = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    if (user[0].isEmpty()) {
      throw incomplete("names no user");
    }
    return new Postgres(
        host,
        uri.getPort() < 0 ? Postgres.DEFAULT_PORT : uri.getPort(),
        decoded(path.substring(1)),
        decoded(user[0]),
        user.length > 1 ? decoded(user[1]) : "",
        parameters(Optional.ofNullable(uri.getRawQuery()).orElse("")));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }
    parameters.remove("");
    return parameters;
  }

  /** Percent-decoded; a plus sign stays one. */
  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static ConfigurationException incomplete(String what) {
    return refused(what, "postgresql://runner:secret@db.example/history");
  }

  private static ConfigurationException refused(String what, String example) {
    return new ConfigurationException(List.of(new Problem("STORE_URL", what + ".", example)));
  }
}
