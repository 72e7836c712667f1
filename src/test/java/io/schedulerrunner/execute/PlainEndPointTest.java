package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a connection is read, over a real one. */
class PlainEndPointTest {

  private static final int ROOM = 4;

  private Selector selector;
  private SocketChannel peer;
  private SocketChannel own;
  private SelectionKey key;
  private EndPoint endPoint;

  @BeforeEach
  void connect() throws IOException {
    selector = Selector.open();
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      peer = SocketChannel.open(server.getLocalAddress());
      own = server.accept();
    }
    own.configureBlocking(false);
    key = own.register(selector, SelectionKey.OP_READ);
    Selectors selectors = new Selectors();
    endPoint =
        new PlainEndPoint(own, new ManagedSelector(selectors, 0), key, selectors.getScheduler());
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    own.close();
    selector.close();
  }

  /** What makes nothing, since the test has made it. */
  private static final class Selectors extends SelectorManager {
    Selectors() {
      super(Runnable::run, new ScheduledExecutorScheduler());
    }

    @Override
    protected EndPoint newEndPoint(
        SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Connection newConnection(
        SelectableChannel channel, EndPoint endPoint, Object attachment) {
      throw new UnsupportedOperationException();
    }
  }

  private void arrives(String text) throws IOException {
    peer.write(StandardCharsets.US_ASCII.encode(text));
    awaitReadable();
  }

  private void awaitReadable() throws IOException {
    selector.selectedKeys().clear();
    assertThat(selector.select()).isEqualTo(1);
  }

  private String read() throws IOException {
    ByteBuffer buffer = BufferUtil.allocate(ROOM);
    int filled = endPoint.fill(buffer);
    return filled < 0 ? "end" : StandardCharsets.US_ASCII.decode(buffer).toString();
  }

  @Test
  void whatGaveLessThanThereWasRoomForIsNotReadAgainAtOnce() throws IOException {
    arrives("abc");
    assertThat(read()).isEqualTo("abc");

    arrives("de");
    assertThat(read()).isEmpty();
    assertThat(read()).isEqualTo("de");
  }

  @Test
  void whatFilledAllTheRoomIsReadAgainAtOnce() throws IOException {
    arrives("abcdefgh");

    assertThat(read()).isEqualTo("abcd");
    assertThat(read()).isEqualTo("efgh");
  }

  @Test
  void whatHadNothingIsReadAgainAtOnce() throws IOException {
    assertThat(read()).isEmpty();

    arrives("ab");
    assertThat(read()).isEqualTo("ab");
  }

  @Test
  void theEndOfAConnectionIsSeen() throws IOException {
    arrives("ab");
    peer.close();

    assertThat(read()).isEqualTo("ab");
    assertThat(read()).isEmpty();
    awaitReadable();
    assertThat(read()).isEqualTo("end");
    assertThat(read()).isEqualTo("end");
  }
}
