package io.schedulerrunner.config;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Why a text is not JSON, in words that repeat nothing of it, as Jackson's own messages do. */
final class SyntaxReason {

  private static final String[][] REASONS = {
    {"Duplicate", "a name stands twice in the same object"},
    {"Unexpected character", "unexpected character; a comma, a colon or a quote may be missing"},
    {"Unexpected close marker", "a bracket is closed that was not opened"},
    {"Unrecognized token", "text without quotes; only numbers, true, false and null stand bare"},
    {"Illegal unquoted character", "a line break or control character inside a string"},
    {"Unrecognized character escape", "an unknown escape after a backslash inside a string"},
    {"Invalid UTF-8", "it is not valid UTF-8"},
  };

  private SyntaxReason() {}

  static String of(JacksonException failure) {
    if (failure instanceof UnexpectedEndOfInputException) {
      return "it ends too early; a quote or a closing bracket is missing";
    }
    if (failure instanceof StreamConstraintsException) {
      return "nested deeper than " + Json.MAX_DEPTH + " levels, or a number or name too long";
    }
    String message = failure.getOriginalMessage();
    for (String[] reason : REASONS) {
      if (message.startsWith(reason[0])) {
        return reason[1];
      }
    }
    return "it is not valid JSON here";
  }
}
