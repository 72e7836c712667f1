package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.testing.RawServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** An SMTP server that refuses some receivers. */
final class PickySmtp {

  private PickySmtp() {}

  /** Serves one connection. */
  static void refuseNobody(Socket connection) throws IOException {
    RawServer.write(connection, "220 picky\r\n");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (data && !line.equals(".")) {
        continue;
      }
      data = line.equals("DATA");
      RawServer.write(connection, reply(line) + "\r\n");
    }
  }

  private static String reply(String command) {
    if (command.contains("nobody")) {
      return "550 no such user";
    }
    if (command.contains("later")) {
      return "450 greylisted";
    }
    return command.equals("DATA") ? "354 go" : "250 ok";
  }
}
