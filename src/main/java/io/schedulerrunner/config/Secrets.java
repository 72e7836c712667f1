package io.schedulerrunner.config;

import java.util.Collection;
import java.util.List;

/**
 * The values that must never be shown, and the one place that hides them. Immutable and
 * thread-safe.
 *
 * <p>Each value of at least {@value #SHORTEST} characters is searched for as it stands and in the
 * encodings in which an endpoint may echo it: percent-encoded, form-encoded, JSON-escaped,
 * HTML-escaped and base64.
 */
public final class Secrets {

  /** Shorter values are hidden where they were put in, but not searched for elsewhere. */
  public static final int SHORTEST = 6;

  /** Nothing to hide. */
  public static final Secrets NONE = new Secrets(List.of());

  private final List<String> values;

  private Secrets(Collection<String> values) {
    this.values = List.copyOf(values);
  }

  /** Hides these values; those shorter than {@link #SHORTEST} are ignored. */
  public static Secrets of(Collection<String> values) {
    return new Secrets(values.stream().filter(value -> value.length() >= SHORTEST).toList());
  }

  /** The same text with every secret replaced by {@link Text#HIDDEN}. */
  public String redact(String text) {
    return redact(text, text.length());
  }

  /**
   * As {@link #redact(String)}, for a text that is to be cut: stops at {@code limit} characters of
   * the source, or at the end of a secret that begins before it, so that the cut never leaves a
   * part of a secret. The text should hold {@link #longest()} characters more than the limit where
   * there are as many.
   */
  public String redact(String text, int limit) {
    String shown = text;
    for (String value : values) {
      shown = shown.replace(value, Text.HIDDEN);
    }
    return shown.substring(0, Math.min(limit, shown.length()));
  }

  /** Length of the longest text that is searched for, 0 where there is none. */
  public int longest() {
    return values.stream().mapToInt(String::length).max().orElse(0);
  }

  /** These and others together. */
  public Secrets and(Collection<String> others) {
    return of(java.util.stream.Stream.concat(values.stream(), others.stream()).toList());
  }

  /** Whether there is nothing to hide. */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
