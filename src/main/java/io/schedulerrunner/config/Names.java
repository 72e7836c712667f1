package io.schedulerrunner.config;

/** What names may be made of. */
final class Names {

  private Names() {}

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
