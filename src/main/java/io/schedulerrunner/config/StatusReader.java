package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads lists of status codes, such as {@code [200, "3xx"]}, in which some words may stand too. */
final class StatusReader {

  private final Collection<String> words;
  private final List<StatusSet.Range> ranges = new ArrayList<>();

  StatusReader(Collection<String> words) {
    this.words = words;
  }

  /** Reads one element; answers the word if it is one. */
  Optional<String> read(Value item) {
    if (item.node().isNumber()) {
      item.integer(100, 599, "503").ifPresent(code -> ranges.add(new StatusSet.Range(code, code)));
      return Optional.empty();
    }
    if (!item.node().isString()) {
      item.wrongType("a status code, a class such as \"5xx\"" + wordList(), "\"5xx\"");
      return Optional.empty();
    }
    Text text = item.text("\"5xx\"").orElseThrow();
    String word = text.value();
    if (words.contains(word)) {
      return Optional.of(word);
    }
    if (word.length() == 3 && word.endsWith("xx") && "12345".indexOf(word.charAt(0)) >= 0) {
      int first = (word.charAt(0) - '0') * 100;
      ranges.add(new StatusSet.Range(first, first + 99));
    } else {
      String known = "must be a status code, a class such as \"5xx\"" + wordList();
      item.problem(known + ", but is \"" + text.shown() + "\".", "\"5xx\"");
    }
    return Optional.empty();
  }

  /** The codes read so far. */
  StatusSet set() {
    return new StatusSet(ranges);
  }

  private String wordList() {
    return words.isEmpty() ? "" : " or one of " + String.join(", ", words);
  }
}
