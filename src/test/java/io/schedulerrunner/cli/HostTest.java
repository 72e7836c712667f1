package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class HostTest {

  private final PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
  private final PrintStream err = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);

  @Test
  void thisProcessHasTerminalsAClockAndInterrupts() {
    InputStream in = InputStream.nullInputStream();
    Host host = Host.of(in, out, err, Map.of("TERM", "dumb"));
    assertThat(host.in()).isSameAs(in);
    assertThat(host.clock().instant()).isAfter(Instant.EPOCH);
    assertThat(host.out()).isSameAs(out);
    assertThat(host.err()).isSameAs(err);
    assertThat(host.outTerminal().get().live()).isFalse();
    assertThat(host.errTerminal().get().live()).isFalse();
    long before = host.nanos().getAsLong();
    assertThat(host.nanos().getAsLong()).isGreaterThanOrEqualTo(before);
    host.interrupts().accept(() -> {});
  }

  @Test
  void theTickerTicksUntilItIsStopped() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    Runnable stop = Ticker.REAL.start(Duration.ofMillis(1), ticks::countDown);
    ticks.await();
    stop.run();
    assertThat(ticks.getCount()).isZero();
  }
}
