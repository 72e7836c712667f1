package io.schedulerrunner.cli;

import io.schedulerrunner.cron.importer.ImportException;
import io.schedulerrunner.cron.importer.Imported;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./runner import FILE}: Cloud Scheduler jobs or a crontab as an endpoints file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Turns the output of gcloud scheduler jobs list --format=json, or a crontab of",
      "curl lines, into an endpoints file."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything was carried over.",
      "1:Some jobs could not be; they are listed.",
      "2:Bad usage, or neither jobs nor a crontab."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gcloud scheduler jobs list --format=json > jobs.json",
      "  runner import jobs.json --output endpoints.yaml",
      "  crontab -l | runner import - --zone Europe/Berlin"
    })
final class ImportCommand implements Callable<Integer> {

  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The file to read; - for standard input.")
  private String file = "-";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write the endpoints file. Default: standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = {"-z", "--zone"},
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The time zone of a crontab without CRON_TZ. Default: UTC.")
  private String zone = "UTC";

  ImportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Imported imported = read(ZoneOption.parse(spec, zone));
    write(imported.yaml());
    PrintWriter err = spec.commandLine().getErr();
    imported.lost().forEach(line -> err.println("Could not be carried over: " + line));
    imported.notes().forEach(line -> err.println("Note: " + line));
    err.printf(
        "%d endpoints, %d jobs that could not be carried over.%n",
        imported.endpoints().size(), imported.lost().size());
    err.flush();
    return imported.lost().isEmpty() ? 0 : 1;
  }

  private Imported read(ZoneId standard) {
    try {
      byte[] bytes =
          "-".equals(file) ? host.in().readAllBytes() : Files.readAllBytes(Path.of(file));
      return Imported.read(new String(bytes, StandardCharsets.UTF_8), standard);
    } catch (IOException unreadable) {
      throw new ParameterException(spec.commandLine(), "Cannot read " + file + ".", unreadable);
    } catch (ImportException invalid) {
      throw new ParameterException(spec.commandLine(), file + ": " + invalid.getMessage(), invalid);
    }
  }

  private void write(String yaml) {
    if (output.isEmpty()) {
      spec.commandLine().getOut().print(yaml);
      spec.commandLine().getOut().flush();
      return;
    }
    try {
      Files.writeString(output.orElseThrow(), yaml);
    } catch (IOException unwritable) {
      throw new ParameterException(
          spec.commandLine(), "Cannot write " + output.orElseThrow() + ".", unwritable);
    }
  }
}
