package io.schedulerrunner.execute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One end of a connection that is not asked for more right after it gave less than there was room
 * for. Jetty reads until it gets nothing, so that each answer would cost two system calls, the
 * second of them in vain. Selectors tell of what is there to be read for as long as it is there, so
 * what comes meanwhile is not missed. Read, like every such end, by one thread at a time.
 */
final class PlainEndPoint extends SocketChannelEndPoint {

  private boolean drained;

  PlainEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (drained) {
      drained = false;
      return 0;
    }
    int room = BufferUtil.space(buffer);
    int filled = super.fill(buffer);
    drained = filled > 0 && filled < room;
    return filled;
  }
}
