package io.schedulerrunner.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The process around the commands.
 *
 * @param in what is read where a command is told to read {@code -}
 * @param out what was asked for
 * @param err progress, warnings and errors
 * @param outTerminal what {@code out} ends in; asked only where it matters
 * @param errTerminal what {@code err} ends in
 * @param environment of the process, without {@code .env}
 * @param clock tells the time of day
 * @param nanos a monotonic clock
 * @param ticker repaints the progress
 * @param interrupts takes what is to be done before an interrupted process (Ctrl-C, SIGTERM) ends
 */
public record Host(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Supplier<Terminal> outTerminal,
    Supplier<Terminal> errTerminal,
    Map<String, String> environment,
    InstantSource clock,
    LongSupplier nanos,
    Ticker ticker,
    Consumer<Runnable> interrupts) {

  /** This process, with these streams and this environment. */
  public static Host of(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    return new Host(
        in,
        out,
        err,
        () -> Terminal.of(1, out.charset(), environment),
        () -> Terminal.of(2, err.charset(), environment),
        environment,
        InstantSource.system(),
        System::nanoTime,
        Ticker.REAL,
        task -> Runtime.getRuntime().addShutdownHook(new Thread(task, "interrupted")));
  }
}
