package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a body may be, and how slow. */
class BodyLimitsTest {

  private static InputStream body(int bytes) {
    return new ByteArrayInputStream(new byte[bytes]);
  }

  private static long secondsAgo(long seconds) {
    return System.nanoTime() - Duration.ofSeconds(seconds).toNanos();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 100_000})
  void aBodyMayBeAsLargeAsTheLimit(long length) throws Exception {
    BodyLimits limits = new BodyLimits(100_000, Duration.ofSeconds(10));

    assertThat(limits.read(body(100_000), length, System.nanoTime())).hasSize(100_000);
    assertThat(limits.read(body(0), length, System.nanoTime())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 100_001})
  void aLargerOneIsRefused(long length) {
    BodyLimits limits = new BodyLimits(100_000, Duration.ofSeconds(10));

    assertThat(
            catchThrowableOfType(
                Refusal.class, () -> limits.read(body(100_001), length, System.nanoTime())))
        .returns(413, refusal -> refusal.answer().status());
  }

  @Test
  void aLargeBodyMayTakeLonger() throws Exception {
    BodyLimits limits = new BodyLimits(10_000_000, Duration.ofSeconds(10));

    assertThat(limits.read(body(10), -1, secondsAgo(8))).hasSize(10);
    assertThat(limits.read(body(65_536), -1, secondsAgo(12))).hasSize(65_536);
  }

  @Test
  void aSlowBodyIsRefusedAndItsConnectionEnds() {
    BodyLimits limits = new BodyLimits(10_000_000, Duration.ofSeconds(10));

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> limits.read(body(10), -1, secondsAgo(11)));

    assertThat(refusal.answer().status()).isEqualTo(408);
    assertThat(refusal.answer().headers()).containsEntry("Connection", "close");
  }

  @Test
  void theRestOfABodyIsDroppedToItsEnd() throws Exception {
    InputStream rest = body(100_000);

    new BodyLimits(10, Duration.ofSeconds(10)).discard(rest, System.nanoTime());

    assertThat(rest.available()).isZero();
  }

  @Test
  void ofARestThatIsTooSlowOrTooLargeNoMoreIsRead() throws Exception {
    BodyLimits limits = new BodyLimits(10, Duration.ofSeconds(10));
    InputStream slow = body(200_000);
    InputStream large = body(20 << 20);

    limits.discard(slow, secondsAgo(15));
    limits.discard(large, System.nanoTime());

    assertThat(slow.available()).isPositive();
    assertThat(large.available()).isPositive();
  }
}
