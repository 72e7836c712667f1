package io.schedulerrunner.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * How large a request's body may be, and how slowly it may come. Immutable.
 *
 * @param maxBytes {@code MAX_REQUEST_BYTES}
 * @param patience how long any body may take, and 1 s more for each {@value #BYTES_PER_SECOND}
 *     bytes
 */
record BodyLimits(long maxBytes, Duration patience) {

  private static final int BYTES_PER_SECOND = 16_384;
  private static final int CHUNK = 65_536;
  private static final long MOST_DISCARDED = 16L << 20;

  /**
   * Reads a body to its end.
   *
   * @param length as announced, else negative
   * @param begunNanos in {@link System#nanoTime()}
   */
  byte[] read(InputStream in, long length, long begunNanos) throws IOException {
    if (length > maxBytes) {
      throw tooLarge();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.clamp(length, 32, CHUNK));
    byte[] chunk = new byte[(int) Math.min(CHUNK, maxBytes + 1)];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      body.write(chunk, 0, count);
      if (body.size() > maxBytes) {
        throw tooLarge();
      }
      if (isTooSlow(body.size(), begunNanos)) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  /**
   * Reads what is left of a body and drops it, until it has been too much or has taken too long:
   * whoever was refused must not hold a connection by sending ever so slowly.
   *
   * @param begunNanos in {@link System#nanoTime()}
   */
  void discard(InputStream in, long begunNanos) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = MOST_DISCARDED;
    for (int count = in.read(chunk); count >= 0 && left > 0; count = in.read(chunk)) {
      left -= count;
      if (isTooSlow(MOST_DISCARDED - left, begunNanos)) {
        return;
      }
    }
  }

  private boolean isTooSlow(long bytes, long begunNanos) {
    Duration most = patience.plusSeconds(bytes / BYTES_PER_SECOND);
    return System.nanoTime() - begunNanos > most.toNanos();
  }

  private Refusal tooLarge() {
    return new Refusal(
        Answer.error(
            413,
            "payload_too_large",
            "The body is larger than " + maxBytes + " bytes (MAX_REQUEST_BYTES)."));
  }

  /** Whoever sends the rest has to connect anew. */
  private static Refusal tooSlow() {
    return new Refusal(
        Answer.error(408, "request_timeout", "The body comes too slowly.")
            .with("Connection", "close"));
  }
}
