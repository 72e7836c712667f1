package io.schedulerrunner.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The server's side of an HTTP/2 connection, frame by frame (RFC 9113, section 4.1). */
public final class Http2Frames {

  /** What codes of errors mean (section 7). */
  public static final int NO_ERROR = 0;

  public static final int INTERNAL_ERROR = 2;
  public static final int REFUSED_STREAM = 7;
  public static final int ENHANCE_YOUR_CALM = 11;
  public static final int HTTP_1_1_REQUIRED = 13;

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int PREFACE_BYTES = 24;
  private static final int END_STREAM_AND_HEADERS = 5;

  /** {@code :status 200} in HPACK's static table (RFC 7541, appendix A). */
  private static final byte[] OK = {(byte) 0x88};

  private final DataInputStream in;
  private final DataOutputStream out;

  private Http2Frames(SSLSocket socket) throws IOException {
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** Says hello on a connection on which HTTP/2 was agreed on. */
  public static Http2Frames accept(SSLSocket connection) throws IOException {
    Http2Frames frames = new Http2Frames(connection);
    frames.in.skipNBytes(PREFACE_BYTES);
    frames.write(SETTINGS, 0, 0, new byte[0]);
    return frames;
  }

  /** TLS over a connection, with these protocols to agree on. */
  public static SSLSocket secure(Socket connection, SSLContext tls, String... protocols)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(connection, null, connection.getPort(), true);
    socket.setUseClientMode(false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Waits for the next request, and answers the number of its stream. */
  public int request() throws IOException {
    return next(HEADERS);
  }

  /** Waits until a request is given up, and answers the number of its stream. */
  public int reset() throws IOException {
    return next(RST_STREAM);
  }

  private int next(int wanted) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(length);
      if (type == SETTINGS && flags == 0) {
        write(SETTINGS, 1, 0, new byte[0]);
      }
      if (type == wanted) {
        return stream;
      }
    }
  }

  /** Answers a request with status 200 and nothing else. */
  public void ok(int stream) throws IOException {
    write(HEADERS, END_STREAM_AND_HEADERS, stream, OK);
  }

  /** Gives a request up. */
  public void reset(int stream, int error) throws IOException {
    write(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
  }

  /** Says that the connection ends, and that this stream was the last that was looked at. */
  public void goAway(int lastStream) throws IOException {
    goAway(lastStream, NO_ERROR);
  }

  /** The same, and why. */
  public void goAway(int lastStream, int error) throws IOException {
    write(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(error).array());
  }

  private void write(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    out.flush();
  }
}
