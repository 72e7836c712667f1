package io.schedulerrunner.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code runner worker}. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the calls that 'serve' hands over with DISPATCH=postgres, until it is told to stop.",
      "",
      "Start as many as you like, on as many machines: they share the work through the database"
          + " that",
      "STORE_URL names. All of them, and 'serve', need the same ENDPOINTS or ENDPOINTS_FILE."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:Stopped in good order.", "2:Bad usage or configuration."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  STORE_URL=postgresql://runner:secret@db.example/history runner worker",
      "  DISPATCH=postgres WORKER=on runner serve    # both in one process"
    })
final class WorkerCommand implements Callable<Integer> {

  private final Host host;
  private final Services services;

  WorkerCommand(Host host, Services services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new LinkedHashMap<>(host.environment());
    environment.put("DISPATCH", "postgres");
    environment.put("WORKER", "on");
    return services.work(environment);
  }
}
