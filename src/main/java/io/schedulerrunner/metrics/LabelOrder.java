package io.schedulerrunner.metrics;

import java.util.Comparator;
import java.util.List;

/** The order in which series are written: the same at each scrape, easy to read and to compare. */
enum LabelOrder implements Comparator<List<String>> {
  /** The only one. */
  INSTANCE;

  @Override
  public int compare(List<String> one, List<String> other) {
    return String.join("\n", one).compareTo(String.join("\n", other));
  }
}
