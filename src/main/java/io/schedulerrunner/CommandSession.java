package io.schedulerrunner;

import io.schedulerrunner.cli.Services;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** What a command works with. */
final class CommandSession implements Services.Session {

  private final Configuration configuration;
  private final PlanExecutor executor;
  private final History history;
  private final Runner runner;
  private final Watching watching;
  private final Consumer<PrintStream> logs;

  CommandSession(
      Service.Parts parts,
      Watching watching,
      List<RunObserver> observers,
      Consumer<PrintStream> logs) {
    configuration = parts.configuration();
    executor = parts.executor();
    history = parts.history();
    this.watching = watching;
    this.logs = logs;
    runner =
        watching.watch(
            new Runner(
                configuration.settings(),
                configuration.endpoints(),
                executor,
                history,
                Application.ids()),
            observers);
  }

  @Override
  public Settings settings() {
    return configuration.settings();
  }

  @Override
  public List<String> warnings() {
    return configuration.warnings();
  }

  @Override
  public Runner runner() {
    return runner;
  }

  @Override
  public void logTo(PrintStream stream) {
    logs.accept(stream);
  }

  @Override
  public void close() {
    executor.close();
    watching.close();
    history.close();
  }
}
