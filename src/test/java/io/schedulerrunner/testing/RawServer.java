package io.schedulerrunner.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does with each connection whatever a test wants. */
public final class RawServer implements AutoCloseable {

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  public interface Behaviour {
    /** Serves one connection. */
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** Listens on a free port. */
  public RawServer(Behaviour behaviour) {
    try {
      socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.add(Thread.ofPlatform().daemon().start(() -> accept(behaviour)));
  }

  private void accept(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        threads.add(Thread.ofPlatform().daemon().start(() -> serve(behaviour, connection)));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Behaviour behaviour, Socket connection) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException | InterruptedException e) {
      // The client has gone or the test is over: nothing is left to serve.
      return;
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The port it listens on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.size();
  }

  /** Reads a request's head, up to the empty line, and returns it. */
  public static String head(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The client closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Writes text as it stands. */
  public static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    connection.getOutputStream().flush();
  }

  /** Answers each connection once with this text, after having read a request's head. */
  public static Behaviour answering(String response) {
    return connection -> {
      head(connection);
      write(connection, response);
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.forEach(Thread::interrupt);
  }
}
