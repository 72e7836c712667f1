package io.schedulerrunner.notify;

import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.RawServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS in front of a mail server that has none of its own: from the first byte on, or by STARTTLS.
 */
final class TlsFront implements AutoCloseable {

  private final Certificates certificates;
  private final int target;
  private final RawServer server;

  TlsFront(boolean startTls, int target) throws Exception {
    certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    this.target = target;
    server = new RawServer(startTls ? this::startTls : plain -> relay(plain, true));
  }

  int port() {
    return server.port();
  }

  /** What a client trusts that knows the front's authority. */
  SSLSocketFactory trust() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates.authority());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** Everything before the client asks for TLS is answered here. */
  private void startTls(Socket plain) throws IOException {
    RawServer.write(plain, "220 front\r\n");
    InputStream in = plain.getInputStream();
    while (true) {
      String command = line(in);
      if (command.startsWith("EHLO")) {
        RawServer.write(plain, "250-front\r\n250 STARTTLS\r\n");
      } else if (command.equals("STARTTLS")) {
        RawServer.write(plain, "220 go ahead\r\n");
        relay(plain, false);
        return;
      } else {
        RawServer.write(plain, "530 Must issue a STARTTLS command first\r\n");
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The client has gone");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private void relay(Socket plain, boolean greet) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), target);
        Socket secure = secure(plain)) {
      if (!greet) {
        new BufferedReader(
                new InputStreamReader(backend.getInputStream(), StandardCharsets.US_ASCII), 1)
            .readLine();
      }
      Thread back = Thread.ofVirtual().start(() -> copy(backend, secure));
      copy(secure, backend);
      back.interrupt();
    }
  }

  private Socket secure(Socket plain) throws IOException {
    try {
      javax.net.ssl.SSLSocket socket =
          (javax.net.ssl.SSLSocket)
              certificates.server().getSocketFactory().createSocket(plain, null, true);
      socket.setUseClientMode(false);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone: nothing is left to carry.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
