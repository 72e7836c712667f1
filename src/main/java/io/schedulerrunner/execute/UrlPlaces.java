package io.schedulerrunner.execute;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a value is written into a URL (RFC 3986), which depends on what stands before it: a value
 * that begins the URL may be all of it, or its origin; one in the authority may only be a part of a
 * host name or a port; anywhere else it can be no more than a piece of a segment, a value or a
 * fragment, since all but unreserved characters are percent-encoded.
 */
final class UrlPlaces {

  private static final String UNRESERVED = "-._~";

  /** A value as it is written after what stands before it. */
  String encode(CharSequence before, String value) {
    String start = before.toString();
    if (start.isEmpty()) {
      return value;
    }
    int authority = start.indexOf("://");
    boolean inAuthority = authority < 0 || !hasAny(start, authority + 3, "/?#");
    if (!inAuthority) {
      return inPathOrAfter(start, value);
    }
    if (!value.chars().allMatch(UrlPlaces::isHostCharacter)) {
      throw new ExpressionException(
          "would change the host of the URL: only letters, digits, - and . may stand there");
    }
    return value;
  }

  /** Dots alone would lead to another path, and encoding them would not help (section 6.2.2). */
  private static String inPathOrAfter(String start, String value) {
    boolean onlyDots = !value.isEmpty() && value.chars().allMatch(unit -> unit == '.');
    if (onlyDots && !hasAny(start, 0, "?#")) {
      throw new ExpressionException("would change the path of the URL: it is nothing but dots");
    }
    return encoded(value);
  }

  /** What is wrong with the whole URL, if anything is. */
  Optional<String> problem(String url) {
    try {
      URI uri = new URI(url);
      if (CallableUrl.of(url).isEmpty()) {
        return Optional.of("is not an absolute http or https URL");
      }
      return uri.getRawUserInfo() == null
          ? Optional.empty()
          : Optional.of("holds a user name or password");
    } catch (URISyntaxException e) {
      return Optional.of("is not a valid URL: " + e.getReason());
    }
  }

  private static boolean hasAny(String text, int from, String characters) {
    return text.substring(from).chars().anyMatch(unit -> characters.indexOf(unit) >= 0);
  }

  private static boolean isHostCharacter(int unit) {
    return isAsciiLetterOrDigit(unit) || unit == '-' || unit == '.';
  }

  private static boolean isAsciiLetterOrDigit(int unit) {
    return unit < 128 && Character.isLetterOrDigit(unit);
  }

  private static String encoded(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
      if (isAsciiLetterOrDigit(unit & 0xff) || UNRESERVED.indexOf(unit) >= 0) {
        encoded.append((char) unit);
      } else {
        encoded.append('%').append(hexDigit(unit >> 4)).append(hexDigit(unit));
      }
    }
    return encoded.toString();
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
  }
}
