package io.schedulerrunner.execute;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The first bytes of a response body; the rest is counted and dropped. Filled by one thread, then
 * read by another.
 */
final class ReceivedBody {

  private static final int SECOND_CAPACITY = 512;

  private final int capacity;
  private byte[] bytes = {};
  private int kept;
  private long total;

  /** Keeps at most so many bytes. */
  ReceivedBody(int capacity) {
    this.capacity = capacity;
  }

  /** Takes what has arrived. */
  void add(ByteBuffer chunk) {
    total += chunk.remaining();
    int taken = Math.min(chunk.remaining(), capacity - kept);
    if (kept + taken > bytes.length) {
      // The first piece is mostly all there is.
      int most = kept == 0 ? taken : Math.max(SECOND_CAPACITY, bytes.length * 2);
      bytes = Arrays.copyOf(bytes, Math.min(Math.max(kept + taken, most), capacity));
    }
    chunk.get(bytes, kept, taken);
    kept += taken;
  }

  /** What was kept. */
  ByteBuffer kept() {
    return ByteBuffer.wrap(bytes, 0, kept);
  }

  /** What was kept, as text; U+FFFD stands for what is not in the charset. */
  String text(Charset charset) {
    return new String(bytes, 0, kept, charset);
  }

  /** How many bytes arrived in all. */
  long total() {
    return total;
  }

  /** Whether bytes were dropped. */
  boolean overflowed() {
    return total > kept;
  }
}
