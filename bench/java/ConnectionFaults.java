import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Clients that hold connections. */
final class ConnectionFaults {
  private static final int DESCRIPTORS = 16_384;
  private static final int FEW = 256;

  private ConnectionFaults() {}

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Connections on which nothing ever comes. */
  static String idle(Path folder, Soak.Extent extent) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (SoakEndpoints endpoints = new SoakEndpoints();
        Victim victim =
            Victim.start(folder, DESCRIPTORS, Map.of("ENDPOINTS", "[\"" + endpoints.url("/ok") + "\"]"))) {
      long slowest;
      try (Pulse pulse = new Pulse(victim.port)) {
        for (int i = 0; i < extent.idle(); i++) {
          sockets.add(victim.connect());
        }
        LoadFaults.awaitSuccess(victim, extent, "");
        slowest = pulse.slowestMillis();
      }
      Victim.Figures figures = victim.figures();
      victim.assertSound();
      return "%d idle connections: health within %d ms, a whole run meanwhile; it holds %s"
          .formatted(extent.idle(), slowest, figures);
    } finally {
      closeAll(sockets);
    }
  }

  /** Heads and bodies that come a byte a second; they are closed, and meanwhile others are served. */
  static String slowLoris(Path folder, Soak.Extent extent) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (SoakEndpoints endpoints = new SoakEndpoints();
        Victim victim =
            Victim.start(folder, DESCRIPTORS, Map.of("ENDPOINTS", "[\"" + endpoints.url("/ok") + "\"]"))) {
      int seconds = 0;
      int open = extent.slow();
      long slowest;
      try (Pulse pulse = new Pulse(victim.port)) {
        for (int i = 0; i < extent.slow(); i++) {
          sockets.add(victim.connect());
          send(sockets.getLast(), "POST /execute HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }
        LoadFaults.awaitSuccess(victim, extent, "");
        while (open > 0 && seconds < extent.patience()) {
          Thread.sleep(1_000);
          seconds++;
          open = 0;
          for (Socket socket : sockets) {
            open += send(socket, "x") && isOpen(socket) ? 1 : 0;
          }
        }
        slowest = pulse.slowestMillis();
      }
      if (open > 0) {
        throw new IllegalStateException(open + " slow connections are still open after " + seconds + " s");
      }
      victim.assertSound();
      return "%d heads of a byte a second: health within %d ms, a whole run meanwhile; all closed after %d s"
          .formatted(extent.slow(), slowest, seconds);
    } finally {
      closeAll(sockets);
    }
  }

  private static boolean send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean isOpen(Socket socket) throws IOException {
    try {
      return socket.getInputStream().available() == 0;
    } catch (IOException closed) {
      return false;
    }
  }

  /** More connections in both directions than there are descriptors. */
  static String descriptors(Path folder, Soak.Extent extent) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (SoakEndpoints endpoints = new SoakEndpoints();
        Victim victim =
            Victim.start(
                folder,
                FEW,
                Map.of("ENDPOINTS", "[\"" + endpoints.url("/ok") + "\"]", "REQUEST_TIMEOUT", "120"))) {
      long slowest;
      try (Pulse pulse = new Pulse(victim.port)) {
        for (int i = 0; i < 3 * FEW; i++) {
          sockets.add(victim.connect());
        }
        Thread.sleep(5_000);
        slowest = pulse.slowestMillis();
      }
      closeAll(sockets);
      String hang = "{\"url\": \"" + endpoints.url("/hang") + "\", \"timeout\": 3}";
      String many =
          "{\"max_workers\": 600, \"endpoints\": [" + String.join(",", Collections.nCopies(2 * FEW, hang)) + "]}";
      Client.Answer answer = victim.execute(many);
      if (!answer.text().contains("\"failed\":" + 2 * FEW + ",")) {
        throw new IllegalStateException("HTTP " + answer.status() + ": " + answer.text());
      }
      LoadFaults.awaitSuccess(victim, extent, "");
      victim.assertSound();
      return ("ulimit -n %d, %d connections held for 5 s: health within %d ms; a run of %d endpoints that hang: each is"
              + " reported as failed, and the next run is whole")
          .formatted(FEW, 3 * FEW, slowest, 2 * FEW);
    }
  }
}
