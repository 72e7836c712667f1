package io.schedulerrunner.plan;

import java.util.Optional;

/**
 * A place in a distributed trace, as its headers tell it: that of whoever called us, or our own
 * towards those we call. Immutable.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 * @param sampled whether somebody keeps the trace
 * @param state of the trace's vendors, as it came; may be empty
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceParent(String traceId, String spanId, boolean sampled, String state) {

  /** Longer ones need not be passed on (W3C Trace Context, section 3.3.1.5). */
  private static final int LONGEST_STATE = 512;

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final int LENGTH =
      "00-".length() + TRACE_DIGITS + 1 + SPAN_DIGITS + "-00".length();
  private static final ScopedValue<TraceParent> CURRENT = ScopedValue.newInstance();

  /** Where the thread is working now. */
  public static Optional<TraceParent> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Something that may throw one kind of exception. */
  @FunctionalInterface
  public interface Work<T, X extends Throwable> extends ScopedValue.CallableOp<T, X> {}

  /** Works at this place. */
  public <T, X extends Throwable> T call(Work<T, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /** Works at a place, or at none. */
  public static <T, X extends Throwable> T call(Optional<TraceParent> place, Work<T, X> work)
      throws X {
    return place.isPresent() ? place.get().call(work) : work.call();
  }

  /** Reads {@code traceparent}, with the {@code tracestate} beside it. */
  public static Optional<TraceParent> read(String header, String state) {
    boolean valid =
        header.length() >= LENGTH
            && !header.startsWith("ff")
            && (header.length() == LENGTH
                || (!header.startsWith("00") && header.charAt(LENGTH) == '-'))
            && isHex(header.substring(0, 2))
            && header.charAt(2) == '-'
            && header.charAt(3 + TRACE_DIGITS) == '-'
            && header.charAt(LENGTH - 3) == '-'
            && isHex(header.substring(LENGTH - 2, LENGTH));
    if (!valid) {
      return Optional.empty();
    }
    boolean sampled = (Character.digit(header.charAt(LENGTH - 1), 16) & 1) == 1;
    String spanId = header.substring(LENGTH - 3 - SPAN_DIGITS, LENGTH - 3);
    return of(header.substring(3, 3 + TRACE_DIGITS), spanId, sampled, kept(state));
  }

  /**
   * Reads {@code X-Cloud-Trace-Context}: {@code TRACE_ID/SPAN_ID;o=OPTIONS}, the span's id in
   * decimal.
   *
   * @see <a href="https://cloud.google.com/trace/docs/trace-context">Google Cloud's trace
   *     context</a>
   */
  public static Optional<TraceParent> readCloud(String header) {
    int slash = header.indexOf('/');
    if (slash != TRACE_DIGITS) {
      return Optional.empty();
    }
    int semicolon = header.indexOf(';', slash);
    int end = semicolon == -1 ? header.length() : semicolon;
    boolean sampled = header.substring(end).equals(";o=1");
    try {
      long span = Long.parseUnsignedLong(header.substring(slash + 1, end));
      String spanId = "%016x".formatted(span);
      return of(header.substring(0, slash).toLowerCase(java.util.Locale.ROOT), spanId, sampled, "");
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<TraceParent> of(
      String traceId, String spanId, boolean sampled, String state) {
    return isId(traceId) && isId(spanId)
        ? Optional.of(new TraceParent(traceId, spanId, sampled, state))
        : Optional.empty();
  }

  private static boolean isId(String digits) {
    return isHex(digits) && digits.chars().anyMatch(digit -> digit != '0');
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static String kept(String state) {
    boolean valid =
        state.length() <= LONGEST_STATE && state.chars().allMatch(c -> c >= ' ' && c <= '~');
    return valid ? state : "";
  }

  /** The value of {@code traceparent}. */
  public String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags();
  }

  /** {@code 01} where it is sampled, else {@code 00}. */
  public String flags() {
    return sampled ? "01" : "00";
  }
}
