package io.schedulerrunner.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;

/** Endpoints whose answers are attacks on whoever shows them. */
public final class HostileServer implements AutoCloseable {

  /** Runs wherever it is taken for HTML. */
  public static final String SCRIPT =
      "<script>alert(1)</script><img src=x onerror=\"alert(2)\">'\"><svg/onload=alert(3)>";

  /** Adds a header, and ends the headers, wherever it is taken as it stands. */
  public static final String INJECTION =
      "x\r\nBcc: victim@example.com\r\nX-Injected: yes\r\n\r\n" + SCRIPT;

  /** Clears a terminal, and hides in other line ends. */
  public static final String CONTROLS =
      "\u001b[2J\u001b]0;owned\u0007\u2028\u2029\u0085\u0000\u202e";

  public static final int LARGE = 10 * 1024 * 1024;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/html",
          answer("500 " + SCRIPT, "text/html; charset=\"" + SCRIPT + "\"", INJECTION + CONTROLS),
          "/json",
          answer("200 OK", "application/json", "{\"text\":\"x\\r\\nBcc: victim@example.com\"}"),
          "/moved",
          String.join(
              "\r\n",
              "HTTP/1.1 302 Found",
              "Location: javascript:alert('<script>')//%0d%0aBcc:%20victim",
              "Content-Length: 0",
              "",
              ""),
          "/garbage",
          SCRIPT + "\r\nBcc: victim@example.com\r\n\r\n");

  private final RawServer server = new RawServer(HostileServer::serve);

  private static String answer(String status, String type, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nX-Text: %s\r\nConnection: close\r\n\r\n%s"
        .formatted(status, type, SCRIPT, body);
  }

  private static void serve(Socket connection) throws IOException {
    String path = RawServer.head(connection).split(" ", 3)[1];
    if (ANSWERS.containsKey(path)) {
      RawServer.write(connection, ANSWERS.get(path));
    } else {
      serveLarge(connection);
    }
  }

  /** Ten megabytes of it. */
  private static void serveLarge(Socket connection) throws IOException {
    byte[] part = (INJECTION + CONTROLS).getBytes(UTF_8);
    OutputStream out = connection.getOutputStream();
    RawServer.write(connection, "HTTP/1.1 500 No\r\nContent-Type: text/html\r\n\r\n");
    for (int sent = 0; sent < LARGE; sent += part.length) {
      out.write(part);
    }
  }

  /** The URL of a path. */
  public String url(String path) {
    return server.url() + path;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
