package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.report.Style;
import io.schedulerrunner.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a test types commands and reads what comes back. */
final class Shell {

  final FakeServices services;
  final Map<String, String> environment = new HashMap<>();
  final List<Runnable> interrupts = new ArrayList<>();
  final List<Runnable> ticks = new ArrayList<>();
  Terminal terminal = Terminal.NONE;
  InputStream in = InputStream.nullInputStream();
  long nanos;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Shell() {
    this("memory:");
  }

  Shell(String store) {
    services = new FakeServices(settings(store));
  }

  static Terminal terminal(int columns) {
    return new Terminal(true, 24, new Style(columns, false, true));
  }

  Host host() {
    return new Host(
        in,
        new PrintStream(out, false, UTF_8),
        new PrintStream(err, false, UTF_8),
        () -> terminal,
        () -> terminal,
        environment,
        () -> Runs.NOON,
        () -> nanos,
        (pause, task) -> {
          ticks.add(task);
          return () -> ticks.remove(task);
        },
        interrupts::add);
  }

  Shell endpoints(Endpoint... endpoints) {
    services.endpoints = new EndpointSet(List.of(endpoints), Map.of(), Secrets.NONE, List.of());
    return this;
  }

  int type(String... arguments) {
    return Cli.run(arguments, host(), services);
  }

  void seconds(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  void clear() {
    out.reset();
    err.reset();
  }

  private static Settings settings(String store) {
    return new Settings(
        new Settings.Listen("127.0.0.1", 5000, 1),
        new Settings.Access(List.of(), Optional.empty()),
        new Settings.Calls(
            Duration.ofSeconds(30), 10, Duration.ofSeconds(170), 65_536, "metadata", false),
        new Settings.Store(store, Duration.ofSeconds(30), 30, 10_000),
        new Settings.Scheduler(false, 1),
        new Settings.Logs(Settings.Logs.Format.TEXT, "info", Optional.empty()),
        Settings.Profile.SUSTAINED,
        false,
        Map.of());
  }
}
