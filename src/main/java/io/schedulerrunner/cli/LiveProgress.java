package io.schedulerrunner.cli;

import io.schedulerrunner.execute.RunListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Paints the {@link Board} over itself on a terminal, ten times a second at most. Lines that others
 * write meanwhile appear above the picture. Thread-safe.
 */
final class LiveProgress extends OutputStream implements Progress {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream err;
  private final Board board;
  private final Frame frame;
  private final Runnable stop;
  private int height;
  private int tick;
  private boolean closed;

  LiveProgress(Host host, Terminal terminal, int total) {
    err = host.err();
    board = new Board(total, host.nanos());
    frame = new Frame(terminal.style(), terminal.rows(), host.nanos().getAsLong());
    err.print(HIDE_CURSOR);
    stop = host.ticker().start(PAUSE, this::paint);
  }

  private synchronized void paint() {
    if (!closed) {
      tick++;
      repaint("");
    }
  }

  /** In one piece: a terminal shows half a picture if it gets half of one. */
  private void repaint(String above) {
    StringBuilder picture = new StringBuilder(512);
    if (height > 0) {
      picture.append("\u001b[").append(height).append('A');
    }
    picture.append('\r').append(above.replace("\n", CLEAR_LINE + "\n"));
    List<String> lines = closed ? List.of() : frame.lines(board.snapshot(), tick);
    lines.forEach(line -> picture.append(line).append(CLEAR_LINE + "\n"));
    picture.append(CLEAR_BELOW);
    height = lines.size();
    err.print(picture);
    err.flush();
  }

  @Override
  public RunListener listener() {
    return board;
  }

  @Override
  public PrintStream lines() {
    return new PrintStream(this, true, err.charset());
  }

  @Override
  public void write(int character) {
    write(new byte[] {(byte) character}, 0, 1);
  }

  /** Whole lines, as the logs write them. */
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    repaint(new String(bytes, offset, length, err.charset()));
  }

  @Override
  public void close() {
    stop.run();
    synchronized (this) {
      closed = true;
      repaint("");
      err.print(SHOW_CURSOR);
      err.flush();
    }
  }
}
