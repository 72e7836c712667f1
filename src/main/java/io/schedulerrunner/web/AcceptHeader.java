package io.schedulerrunner.web;

import java.util.Locale;
import java.util.Optional;

/** What a client would rather have, as its {@code Accept} says (RFC 9110, section 12.5.1). */
final class AcceptHeader {

  private AcceptHeader() {}

  /**
   * Whether a page is asked for more than JSON. Browsers do; whoever says nothing, or takes
   * anything, gets JSON.
   */
  static boolean prefersPage(WebRequest request) {
    return request
        .header("Accept")
        .map(accept -> quality(accept, "text", "html") > quality(accept, "application", "json"))
        .orElse(false);
  }

  /**
   * The weight of a media type: that of the most specific range that holds it, 0 where none does.
   */
  private static double quality(String accept, String type, String subtype) {
    int most = -1;
    double quality = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      int specificity = specificity(parts[0].strip(), type, subtype);
      if (specificity > most) {
        most = specificity;
        quality = weight(parts).orElse(1.0);
      }
    }
    return quality;
  }

  /** -1 where a range does not hold the type. */
  private static int specificity(String range, String type, String subtype) {
    if (range.equals(type + "/" + subtype)) {
      return 2;
    }
    if (range.equals(type + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static Optional<Double> weight(String[] parts) {
    for (String part : parts) {
      String parameter = part.strip();
      if (parameter.startsWith("q=")) {
        return Optional.of(number(parameter.substring("q=".length())));
      }
    }
    return Optional.empty();
  }

  /** 0 for what is no number: such a range is as good as absent. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
