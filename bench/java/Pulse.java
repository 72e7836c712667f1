import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks for the service's health again and again, each time on a new connection, as a platform's probe does. */
final class Pulse implements Closeable {
  /** Later than this is no answer, however busy the machine is. */
  static final int PATIENCE_MILLIS = 30_000;

  private static final int PAUSE_MILLIS = 200;
  private static final byte[] REQUEST =
      "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile String failure = "";
  private volatile long slowestMillis;
  private volatile int beats;

  Pulse(int port) {
    this.port = port;
    thread = Thread.ofPlatform().daemon().name("pulse").start(this::run);
  }

  private void run() {
    while (!stopped) {
      try {
        slowestMillis = Math.max(slowestMillis, ask(port));
        beats++;
        Thread.sleep(PAUSE_MILLIS);
      } catch (IOException e) {
        failure = "no health after " + beats + " answers: " + e;
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Asks once, and says how many milliseconds it took. */
  static long ask(int port) throws IOException {
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.getOutputStream().write(REQUEST);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new IOException("it answered " + answer.lines().findFirst().orElse("nothing"));
      }
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  /** Stops when the answer that is waited for is there; says how slow the slowest one was, in milliseconds. */
  long slowestMillis() throws InterruptedException {
    stopped = true;
    thread.join();
    if (!failure.isEmpty()) {
      throw new IllegalStateException(failure);
    }
    return slowestMillis;
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
