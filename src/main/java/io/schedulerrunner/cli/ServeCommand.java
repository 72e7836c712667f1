package io.schedulerrunner.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code runner serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the HTTP service and runs until it is told to stop (Ctrl-C, SIGTERM).",
      "",
      "With no endpoints configured it calls its own /task1, /task2 and /task3."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:Stopped in good order.", "2:Bad usage or configuration."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  runner serve",
      "  runner serve --port 8080 --host 0.0.0.0",
      "  runner serve --scheduler",
      "  curl -X POST localhost:5000/execute"
    })
final class ServeCommand implements Callable<Integer> {

  private final Host host;
  private final Services services;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on (default: PORT, else 5000).")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: HOST, else 127.0.0.1).")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--scheduler",
      description = "Run endpoints at their schedules, without Cloud Scheduler (SCHEDULER=on).")
  private boolean scheduler;

  ServeCommand(Host host, Services services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new LinkedHashMap<>(host.environment());
    port.ifPresent(value -> environment.put("PORT", value));
    address.ifPresent(value -> environment.put("HOST", value));
    if (scheduler) {
      environment.put("SCHEDULER", "on");
    }
    return services.serve(environment);
  }
}
