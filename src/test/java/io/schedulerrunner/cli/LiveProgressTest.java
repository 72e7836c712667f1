package io.schedulerrunner.cli;

import static io.schedulerrunner.testing.Plans.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Style;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LiveProgressTest {

  private final Shell shell = new Shell();
  private final List<Call> calls =
      Plans.parallel(
              IntStream.range(0, 40)
                  .mapToObj(i -> get("endpoint-" + i, "http://a"))
                  .toArray(Endpoint[]::new))
          .calls();

  private Board board() {
    return new Board(40, () -> shell.nanos);
  }

  private void finish(Board board, int index, Outcome outcome) {
    board.finished(Runs.result(calls.get(index), outcome, Duration.ofMillis(87), 1));
  }

  /** 12 seconds into a run: 10 done, of which 7 failed, and 10 in flight. */
  private Board busy() {
    Board board = board();
    calls.subList(0, 10).forEach(board::started);
    for (int index = 0; index < 3; index++) {
      finish(board, index, Runs.succeeded(200));
    }
    for (int index = 3; index < 10; index++) {
      finish(
          board,
          index,
          Runs.refused(
              503,
              "HTTP 503 Service Unavailable: not what counts as success,\n whatever it says."));
    }
    for (int index = 10; index < 20; index++) {
      shell.seconds(1);
      board.started(calls.get(index));
    }
    shell.seconds(2);
    return board;
  }

  private static String text(Frame frame, Board board) {
    return String.join("\n", frame.lines(board.snapshot(), 3)) + "\n";
  }

  @Test
  void at80Columns() {
    Frame frame = new Frame(new Style(80, false, true), 24, 0);
    String text = text(frame, busy());
    assertThat(text.lines()).allMatch(line -> line.length() < 80);
    assertThat(text)
        .isEqualTo(
            """
            ⠸ 10/40 [█████████░░░░░░░░░░░░░░░░░░░░░░░░░░░]  7 failed  12 s, about 36 s left
            ✗ endpoint-9  failed  HTTP 503 Service Unavailable: not what counts as success…
            ✗ endpoint-8  failed  HTTP 503 Service Unavailable: not what counts as success…
            ✗ endpoint-7  failed  HTTP 503 Service Unavailable: not what counts as success…
            ✗ endpoint-6  failed  HTTP 503 Service Unavailable: not what counts as success…
            ✗ endpoint-5  failed  HTTP 503 Service Unavailable: not what counts as success…
              … 2 more failed before
              endpoint-10                 11 s
              endpoint-11                 10 s
              endpoint-12                 9 s
              endpoint-13                 8 s
              endpoint-14                 7 s
              endpoint-15                 6 s
              endpoint-16                 5 s
              endpoint-17                 4 s
              … 2 more in flight
            """);
  }

  @Test
  void at140Columns() {
    String text = text(new Frame(new Style(140, false, true), 24, 0), busy());
    assertThat(text.lines()).allMatch(line -> line.length() < 140);
    assertThat(text)
        .isEqualTo(
            """
            ⠸ 10/40 [██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░]  7 failed  12 s, about 36 s left
            ✗ endpoint-9  failed  HTTP 503 Service Unavailable: not what counts as success,\\n whatever it says.
            ✗ endpoint-8  failed  HTTP 503 Service Unavailable: not what counts as success,\\n whatever it says.
            ✗ endpoint-7  failed  HTTP 503 Service Unavailable: not what counts as success,\\n whatever it says.
            ✗ endpoint-6  failed  HTTP 503 Service Unavailable: not what counts as success,\\n whatever it says.
            ✗ endpoint-5  failed  HTTP 503 Service Unavailable: not what counts as success,\\n whatever it says.
              … 2 more failed before
              endpoint-10                               11 s
              endpoint-11                               10 s
              endpoint-12                               9 s
              endpoint-13                               8 s
              endpoint-14                               7 s
              endpoint-15                               6 s
              endpoint-16                               5 s
              endpoint-17                               4 s
              … 2 more in flight
            """);
  }

  @Test
  void inColourAndWithoutUnicode() {
    Board board = board();
    board.started(calls.get(0));
    finish(board, 0, Runs.refused(503, "HTTP 503."));
    shell.seconds(1);
    assertThat(text(new Frame(new Style(80, true, false), 24, 0), board))
        .isEqualTo(
            """
            \\ 1/40 [\u001b[2m......................................\u001b[0m]\u001b[31m  1 failed\u001b[0m  1 s, about 39 s left
            \u001b[31mx\u001b[0m endpoint-0  failed  HTTP 503.
            """);
  }

  @Test
  void aNarrowTerminalHasNoBarAndALowOneFewerLines() {
    Board board = busy();
    assertThat(new Frame(new Style(30, false, true), 24, 0).lines(board.snapshot(), 0).getFirst())
        .isEqualTo("⠋ 10/40  7 failed  12 s, abo…");
    assertThat(new Frame(new Style(80, false, true), 4, 0).lines(board.snapshot(), 0)).hasSize(3);
    assertThat(new Frame(new Style(80, false, true), 0, 0).lines(board.snapshot(), 0)).hasSize(1);
  }

  @Test
  void atTheStartAndAtTheEndThereIsNothingToEstimate() {
    Board board = new Board(1, () -> shell.nanos);
    Frame frame = new Frame(new Style(80, false, true), 24, 0);
    assertThat(text(frame, board)).startsWith("⠸ 0/1 [").endsWith("░]  0 ms\n");
    board.started(calls.get(0));
    finish(board, 0, Runs.succeeded(200));
    shell.seconds(1);
    assertThat(text(frame, board)).startsWith("⠸ 1/1 [█").endsWith("█]  1 s\n");
  }

  @Test
  void aPictureIsPaintedOverTheLastOneAndGoneAtTheEnd() {
    shell.terminal = Shell.terminal(40);
    LiveProgress progress = new LiveProgress(shell.host(), shell.terminal, 2);
    Runnable tick = shell.ticks.getFirst();
    tick.run();
    progress.listener().started(calls.get(0));
    tick.run();
    progress.lines().print("a log line\n");
    progress.lines().write('\n');
    progress.close();
    tick.run();
    assertThat(shell.err().replace('\u001b', '^').replace('\r', '<'))
        .isEqualTo(
            """
            ^[?25l<⠙ 0/2 [░░░░░░░░░░░░░░░░░░░░░░░░░]  0 ms^[K
            ^[J^[1A<⠹ 0/2 [░░░░░░░░░░░░░░░░░░░░░░░░░]  0 ms^[K
              endpoint-0     0 ms^[K
            ^[J^[2A<a log line^[K
            ⠹ 0/2 [░░░░░░░░░░░░░░░░░░░░░░░░░]  0 ms^[K
              endpoint-0     0 ms^[K
            ^[J^[2A<^[K
            ⠹ 0/2 [░░░░░░░░░░░░░░░░░░░░░░░░░]  0 ms^[K
              endpoint-0     0 ms^[K
            ^[J^[2A<^[J^[?25h""");
  }
}
