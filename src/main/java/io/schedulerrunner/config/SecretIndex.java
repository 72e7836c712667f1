package io.schedulerrunner.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds many texts in one pass: a rolling hash over as many characters as the shortest has picks
 * the places worth a look, and a binary search among the sorted texts finds the longest that begins
 * there. Immutable and thread-safe.
 */
final class SecretIndex {

  private static final int WIDTH = Secrets.SHORTEST;
  private static final int BASE = 1_000_003;
  private static final int HIGHEST = power(BASE, WIDTH - 1);
  private static final int MASK = (1 << 18) - 1;

  private final String[] texts;

  /** For each text the longest other one that it begins with, or -1. */
  private final int[] shorter;

  private final BitSet beginnings = new BitSet();
  private final int longest;

  private SecretIndex(String[] sorted, int longest) {
    this.texts = sorted;
    this.longest = longest;
    this.shorter = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      int candidate = i - 1;
      while (candidate >= 0 && !sorted[i].startsWith(sorted[candidate])) {
        candidate = shorter[candidate];
      }
      shorter[i] = candidate;
      beginnings.set(bucket(hash(sorted[i], WIDTH)));
    }
  }

  /** Of values of at least {@link Secrets#SHORTEST} characters. */
  static SecretIndex of(Collection<String> values) {
    TreeSet<String> texts = new TreeSet<>(values);
    values.forEach(value -> texts.addAll(base64(value)));
    int longest = texts.stream().mapToInt(SecretIndex::longestEscape).max().orElse(0);
    return new SecretIndex(texts.toArray(String[]::new), longest);
  }

  /** Most characters of a text that can stand for a secret. */
  int longest() {
    return longest;
  }

  /** Marks every place of a text where a secret stands. */
  void find(Decoded view, Ranges ranges) {
    String text = view.text();
    int hash = hash(text, WIDTH - 1);
    for (int i = 0; i + WIDTH <= text.length(); i++) {
      hash = hash * BASE + text.charAt(i + WIDTH - 1);
      if (beginnings.get(bucket(hash))) {
        int length = longestAt(text, i);
        if (length > 0) {
          ranges.add(view.start(i), view.start(i + length));
        }
      }
      hash -= text.charAt(i) * HIGHEST;
    }
  }

  private int longestAt(String text, int at) {
    int low = 0;
    int high = texts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(texts[middle], text, at) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int candidate = low - 1;
    while (candidate >= 0 && !text.startsWith(texts[candidate], at)) {
      candidate = shorter[candidate];
    }
    return candidate < 0 ? 0 : texts[candidate].length();
  }

  /** Compares a secret with what stands at a place of a text. */
  private static int compare(String secret, String text, int at) {
    int end = Math.min(secret.length(), text.length() - at);
    for (int i = 0; i < end; i++) {
      int difference = secret.charAt(i) - text.charAt(at + i);
      if (difference != 0) {
        return difference;
      }
    }
    return secret.length() - end;
  }

  private static int hash(String text, int width) {
    int hash = 0;
    for (int i = 0; i < Math.min(width, text.length()); i++) {
      hash = hash * BASE + text.charAt(i);
    }
    return hash;
  }

  private static int bucket(int hash) {
    return (hash ^ hash >>> 14) & MASK;
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  private static List<String> base64(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return List.of(
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Nobody escapes letters and digits. */
  private static int longestEscape(String value) {
    return value
        .chars()
        .map(c -> c < 128 && Character.isLetterOrDigit(c) ? 1 : Decoded.LONGEST)
        .sum();
  }
}
