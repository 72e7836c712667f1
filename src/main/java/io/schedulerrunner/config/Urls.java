package io.schedulerrunner.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;

/** What addresses in settings must look like. */
final class Urls {

  private Urls() {}

  static Optional<URI> parse(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static boolean isHttp(String url) {
    return parse(url)
        .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        .filter(uri -> uri.getHost() != null)
        .isPresent();
  }

  /** OpenID Connect asks for https; on loopback nobody listens in. */
  static boolean isIssuer(String url) {
    return isHttp(url) && (url.startsWith("https:") || isLoopback(URI.create(url).getHost()));
  }

  /** An http(s) URL that may be shown: it holds no user name and no password. */
  static boolean isPlain(String url) {
    return isHttp(url) && URI.create(url).getRawUserInfo() == null;
  }

  /** A host with an optional port, and nothing else. */
  static boolean isHost(String text) {
    String url = "http://" + text;
    return isHttp(url) && URI.create(url).getRawAuthority().equals(text) && isPlain(url);
  }

  /** One that mail can be sent to, alone or in angle brackets after a name. */
  static boolean isAddress(String address) {
    String mailbox = "[^\\s<>,;@]+@[^\\s<>,;@]+";
    return address.matches(mailbox + "|[^<>,;@\\p{Cntrl}]*<" + mailbox + ">");
  }

  /** Several, separated by commas. */
  static boolean areAddresses(String addresses) {
    return Stream.of(addresses.split(",", -1)).map(String::strip).allMatch(Urls::isAddress);
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }
}
