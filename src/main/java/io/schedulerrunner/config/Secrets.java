package io.schedulerrunner.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values that must never be shown, and the one place that hides them. Immutable and
 * thread-safe.
 *
 * <p>Each value of at least {@value #SHORTEST} characters is searched for as it stands and in the
 * encodings in which an endpoint may echo it: percent-encoded, form-encoded, JSON-escaped,
 * HTML-escaped, any of these inside a JSON string, base64 of the value alone (standard and URL
 * alphabet, with or without padding), and its UTF-8 read as Latin-1. Of a value with several lines
 * each line that is long enough is a secret of its own, since headers, forms and logs break texts
 * at line ends; so is a value without the blanks around it. Not found is an escaped secret whose
 * first characters make up another escape with what stands before it, as {@code %2} does before
 * {@code a}.
 */
public final class Secrets {

  /** Shorter values are hidden where they were put in, but not searched for elsewhere. */
  public static final int SHORTEST = 6;

  /** Nothing to hide. */
  public static final Secrets NONE = new Secrets(List.of());

  private static final int LAST_ASCII = 0x7F;

  private final List<String> values;
  private final SecretIndex index;

  private Secrets(List<String> values) {
    this.values = values;
    this.index = SecretIndex.of(Stream.concat(values.stream(), bytewise(values)).toList());
  }

  /** What is not ASCII looks different where its UTF-8 is read byte by byte. */
  private static Stream<String> bytewise(List<String> values) {
    return values.stream()
        .filter(value -> value.chars().anyMatch(character -> character > LAST_ASCII))
        .map(value -> new String(value.getBytes(UTF_8), ISO_8859_1));
  }

  /** Hides these values; those shorter than {@link #SHORTEST} are ignored. */
  public static Secrets of(Collection<String> values) {
    Set<String> kept = new LinkedHashSet<>();
    for (String value : values) {
      kept.add(value);
      value.lines().map(String::strip).forEach(kept::add);
    }
    kept.removeIf(value -> value.length() < SHORTEST);
    return new Secrets(List.copyOf(kept));
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
    int end = Math.min(limit, text.length());
    if (isEmpty()) {
      return text.substring(0, end);
    }
    Ranges found = find(text);
    String shown = found.hide(text, end);
    // What stands on both sides of a hidden secret may make up another one.
    for (found = find(shown); !found.isEmpty(); found = find(shown)) {
      shown = found.hide(shown, shown.length());
    }
    return shown;
  }

  private Ranges find(String text) {
    Ranges ranges = new Ranges(text.length());
    for (Decoded view : Decoded.viewsOf(text)) {
      index.find(view, ranges);
    }
    return ranges;
  }

  /** Length of the longest text that is searched for, 0 where there is none. */
  public int longest() {
    return index.longest();
  }

  /** These and others together. */
  public Secrets and(Collection<String> others) {
    if (others.isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(values);
    all.addAll(others);
    return of(all);
  }

  /** These and others together. */
  public Secrets and(Secrets others) {
    return isEmpty() ? others : and(others.values);
  }

  /** The warning about a secret that is not searched for. */
  static String tooShort(String what) {
    return what
        + " has fewer than "
        + SHORTEST
        + " characters: it is hidden where it was put in, but not searched for elsewhere.";
  }

  /** Whether there is nothing to hide. */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
