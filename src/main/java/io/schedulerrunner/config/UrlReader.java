package io.schedulerrunner.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an endpoint's URL, and checks what can be checked where a template stands in it. */
final class UrlReader {

  private static final String EXAMPLE = "\"https://api.example.com/refresh\"";

  private UrlReader() {}

  /**
   * What a URL says.
   *
   * @param text without user information
   * @param host in lower case, with the brackets of IPv6; empty where only the call will tell
   * @param userInfo username and password, decoded
   */
  record Url(Text text, Optional<String> host, Optional<UserInfo> userInfo) {}

  /** What stands before the {@code @} of a URL. */
  record UserInfo(String username, String password) {}

  static Optional<Url> read(Value value) {
    return value.text(EXAMPLE).flatMap(text -> read(value, text));
  }

  private static Optional<Url> read(Value value, Text text) {
    String url = text.value();
    int template = url.indexOf("{{");
    String fixed = template < 0 ? url : url.substring(0, template);
    if (template >= 0 && fixed.indexOf("://") < 0) {
      return start(value, text, fixed);
    }
    Optional<URI> parsed = parse(value, text, template < 0 ? url : withoutTemplates(url));
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    String authority = parsed.orElseThrow().getRawAuthority();
    int at = authority.lastIndexOf('@');
    String server = authority.substring(at + 1);
    int port = server.indexOf(':', server.lastIndexOf(']') + 1);
    String host = server.substring(0, port < 0 ? server.length() : port);
    boolean known = template < 0 || endsAuthority(fixed.substring(fixed.indexOf("://") + 3));
    Optional<String> objection =
        objection(host, port < 0 ? "" : server.substring(port + 1), parsed.orElseThrow());
    if (objection.isPresent()) {
      value.problem(objection.orElseThrow(), EXAMPLE);
      return Optional.empty();
    }
    return Optional.of(
        new Url(
            at < 0 ? text : withoutUserInfo(text, authority, server),
            known ? Optional.of(host.toLowerCase(Locale.ROOT)) : Optional.empty(),
            at < 0 ? Optional.empty() : Optional.of(userInfo(authority.substring(0, at)))));
  }

  private static Optional<String> objection(String host, String port, URI uri) {
    if (host.isEmpty()) {
      return Optional.of("has no host.");
    }
    if (!isPort(port)) {
      return Optional.of("has a port that is not from 1 to 65535.");
    }
    if (!host.chars().allMatch(c -> c < 0x80)) {
      return Optional.of("has a host that is not in ASCII; write it in the form with xn--.");
    }
    return leavesRoot(uri.getRawPath())
        ? Optional.of("has a path with more .. than folders.")
        : Optional.empty();
  }

  /** Whether a path leads above the root, where nothing is (RFC 3986, section 5.2.4). */
  private static boolean leavesRoot(String path) {
    int depth = 0;
    for (String segment : path.toLowerCase(Locale.ROOT).replace("%2e", ".").split("/", -1)) {
      if ("..".equals(segment)) {
        depth--;
      } else if (!".".equals(segment)) {
        depth++;
      }
      if (depth < 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAuthority(String rest) {
    return rest.chars().anyMatch(c -> c == '/' || c == '?' || c == '#');
  }

  /** Whether a template that stands this early can still make an http URL of it. */
  private static Optional<Url> start(Value value, Text text, String fixed) {
    if ("https://".startsWith(fixed) || "http://".startsWith(fixed)) {
      return Optional.of(new Url(text, Optional.empty(), Optional.empty()));
    }
    notHttp(value, text);
    return Optional.empty();
  }

  private static Optional<URI> parse(Value value, Text text, String url) {
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if ((http || "https".equalsIgnoreCase(uri.getScheme())) && uri.getRawAuthority() != null) {
        return Optional.of(uri);
      }
      notHttp(value, text);
    } catch (URISyntaxException e) {
      value.problem("is not a valid URL: " + e.getReason() + ".", EXAMPLE);
    }
    return Optional.empty();
  }

  private static void notHttp(Value value, Text text) {
    // A user and a password stand there, whatever the scheme was meant to be.
    String shown = text.shown().replaceFirst("//[^/?#]*@", "//***@");
    value.problem("must be an absolute http or https URL, but is \"" + shown + "\".", EXAMPLE);
  }

  private static String withoutTemplates(String url) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int start = url.indexOf("{{"); start >= 0; start = url.indexOf("{{", at)) {
      int end = url.indexOf("}}", start);
      rest.append(url, at, start).append('1');
      at = end < 0 ? url.length() : end + 2;
    }
    return rest.append(url, at, url.length()).toString();
  }

  private static boolean isPort(String port) {
    int number = 0;
    for (int at = 0; at < port.length(); at++) {
      char digit = port.charAt(at);
      if (digit < '0' || digit > '9') {
        return false;
      }
      number = 10 * number + digit - '0';
    }
    return port.isEmpty() || (port.length() < 6 && number >= 1 && number <= 65535);
  }

  private static Text withoutUserInfo(Text text, String authority, String server) {
    String url = text.value().replace(authority, server);
    return text.isLiteral()
        ? Text.of(url)
        : new Text(List.of(new Text.Substituted("url", url, true)));
  }

  private static UserInfo userInfo(String raw) {
    int colon = raw.indexOf(':');
    return colon < 0
        ? new UserInfo(decode(raw), "")
        : new UserInfo(decode(raw.substring(0, colon)), decode(raw.substring(colon + 1)));
  }

  private static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
