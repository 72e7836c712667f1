package io.schedulerrunner.history;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some calls of a run, to be made by one instance. Immutable.
 *
 * @param stage batches of a stage are given out when all of the stages before it are done
 * @param calls positions in the run's plan, ascending; empty where a run has nothing to call
 */
public record Batch(Key key, int stage, List<Integer> calls) {

  /**
   * Names a batch.
   *
   * @param opening the number of the run's lease: batches of an earlier opening are void
   * @param number unique among the batches of that opening
   */
  public record Key(String runId, long opening, int number) {

    private static final Pattern TEXT = Pattern.compile("(.+)/(\\d{1,18})/(\\d{1,9})");

    /** The key as one line of text, as {@link #parse} reads it. */
    public String text() {
      return runId + "/" + opening + "/" + number;
    }

    /**
     * Reads what {@link #text()} has written.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static Key parse(String text) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("not the key of a batch");
      }
      return new Key(
          parts.group(1), Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3)));
    }
  }

  public Batch {
    calls = List.copyOf(calls);
  }
}
