package io.schedulerrunner.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The process around the commands.
 *
 * @param out what was asked for
 * @param err progress, warnings and errors
 * @param outTerminal what {@code out} ends in; asked only where it matters
 * @param errTerminal what {@code err} ends in
 * @param environment of the process, without {@code .env}
 * @param nanos a monotonic clock
 * @param ticker repaints the progress
 * @param interrupts takes what is to be done before an interrupted process (Ctrl-C, SIGTERM) ends
 */
public record Host(
    PrintStream out,
    PrintStream err,
    Supplier<Terminal> outTerminal,
    Supplier<Terminal> errTerminal,
    Map<String, String> environment,
    LongSupplier nanos,
    Ticker ticker,
    Consumer<Runnable> interrupts) {

  /** This process, with these streams and this environment. */
  public static Host of(PrintStream out, PrintStream err, Map<String, String> environment) {
    return new Host(
        out,
        err,
        () -> Terminal.of(1, out.charset(), environment),
        () -> Terminal.of(2, err.charset(), environment),
        environment,
        System::nanoTime,
        Ticker.REAL,
        task -> Runtime.getRuntime().addShutdownHook(new Thread(task, "interrupted")));
  }
}
