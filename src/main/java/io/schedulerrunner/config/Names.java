package io.schedulerrunner.config;

/** What names may be made of. */
public final class Names {

  private static final String STANDARD = "endpoint-";

  private Names() {}

  /** Of an endpoint that has none of its own, at a 1-based position. */
  static String standard(int position) {
    return STANDARD + position;
  }

  /** Whether a name says nothing but a position, which an endpoint of another set has as well. */
  public static boolean isStandard(String name) {
    return name.matches(STANDARD + "\\d+");
  }

  /** Letters, digits, {@code -} and {@code _} of ASCII, at least one. */
  static boolean isValid(String name) {
    return !name.isEmpty() && name.chars().allMatch(Names::isNameCharacter);
  }

  /** RFC 9110, 5.6.2: what header names are made of. */
  static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> isNameCharacter(c) || "!#$%&'*+.^`|~".indexOf(c) >= 0);
  }

  private static boolean isNameCharacter(int c) {
    return c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
