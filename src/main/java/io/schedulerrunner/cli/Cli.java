package io.schedulerrunner.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line, {@code runner COMMAND}. */
public final class Cli {

  private Cli() {}

  /** Without a command: says which there are. */
  @Command(
      name = "runner",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      description = "Calls many HTTP endpoints on one trigger and answers with one honest report.",
      commandListHeading = "%nCommands:%n",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:Success.",
        "1:Some endpoints failed.",
        "2:Bad usage or configuration.",
        "70:An error inside the runner."
      },
      footerHeading = "%nEnvironment (also read from .env in the working directory):%n",
      footer = {
        "  ENDPOINTS         JSON array of endpoints, such as [\"https://example.com/task\"]",
        "  ENDPOINTS_FILE    the same as a JSON or YAML file",
        "  PORT, HOST        where 'serve' listens",
        "  API_KEY           what callers of the service must send as X-API-Key",
        "  MAX_WORKERS, REQUEST_TIMEOUT, RUN_DEADLINE",
        "                    how many at the same time, and for how long",
        "  LOG_FORMAT, LOG_LEVEL",
        "                    text or json; trace, debug, info, warn, error or off",
        "  NO_COLOR          no colours on a terminal",
        "",
        "'runner COMMAND --help' tells more about a command."
      })
  private static final class Root {}

  /**
   * Carries out a command.
   *
   * @return the exit code: 0 success, 1 some endpoints failed, 2 bad usage or configuration, 70 an
   *     error inside the runner
   */
  public static int run(String[] arguments, Host host, Services services) {
    CommandLine line = commands(host, services);
    boolean colour = host.outTerminal().get().style().colour();
    line.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setOut(writer(host.out()));
    line.setErr(writer(host.err()));
    line.setExpandAtFiles(false);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Errors());
    return line.execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  private static CommandLine commands(Host host, Services services) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new ServeCommand(host, services))
            .addSubcommand(new WorkerCommand(host, services))
            .addSubcommand(new RunCommand(host, services))
            .addSubcommand(new PlanCommand(host, services))
            .addSubcommand(new KeygenCommand(host))
            .addSubcommand(new CronCommand(host))
            .addSubcommand(new ImportCommand(host))
            .addSubcommand(new RunsCommand(host, services))
            .addSubcommand(new CompletionCommand(host));
    String version = "runner " + services.version();
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version));
    return line;
  }
}
