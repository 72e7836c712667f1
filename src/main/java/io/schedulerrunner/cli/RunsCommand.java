package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunFilter;
import io.schedulerrunner.history.RunPage;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.RunsJson;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.TextReport;
import io.schedulerrunner.runner.History;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code runner runs}. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows earlier runs, newest first, or the report of one.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It is shown.",
      "2:Bad usage or configuration, no such run, or the history cannot be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  runner runs --status failed --limit 5", "  runner runs ID --json"})
final class RunsCommand implements Callable<Integer> {

  private static final int MAX_LIMIT = 500;

  private final Host host;
  private final Services services;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "The run to show.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only runs that are running, success, warning, failed or interrupted.")
  private Optional<RunStatus> status = Optional.empty();

  @Option(
      names = "--trigger",
      paramLabel = "TRIGGER",
      description = "Only runs that this started: manual, scheduler, cli…")
  private Optional<String> trigger = Optional.empty();

  @Option(names = "--job", paramLabel = "NAME", description = "Only runs of this job.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--endpoint", paramLabel = "NAME", description = "Only runs with this endpoint.")
  private Optional<String> endpoint = Optional.empty();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most this many, 1 to 500 (default: 20).")
  private String limit = "20";

  @Option(names = "--json", description = "Print JSON, and nothing else.")
  private boolean json;

  RunsCommand(Host host, Services services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public Integer call() throws IOException {
    int most = limit();
    try (Services.Session session = services.open(host.environment())) {
      session.warnings().forEach(warning -> host.err().println("warning: " + warning));
      if ("memory:".equals(session.settings().store().url())) {
        host.err().println("warning: STORE_URL is memory:, where no other process's runs are.");
      }
      History history = session.runner().history();
      if (id.isPresent()) {
        show(one(history, id.get()), history.now());
      } else {
        list(history, most);
      }
    }
    host.out().flush();
    return 0;
  }

  private int limit() {
    BigInteger number = Numbers.whole("--limit", limit, "20");
    if (number.signum() <= 0 || number.compareTo(BigInteger.valueOf(MAX_LIMIT)) > 0) {
      throw problem(
          "--limit",
          "must be from 1 to " + MAX_LIMIT + ", but is " + number + ".",
          "runner runs --limit 20");
    }
    return number.intValueExact();
  }

  private void list(History history, int most) {
    Instant now = history.now();
    RunFilter filter =
        new RunFilter(
            status, trigger, Optional.empty(), endpoint, job, Optional.empty(), Optional.empty());
    RunQuery query = new RunQuery(filter, Optional.empty(), most, now);
    RunPage page = read(history, store -> store.runs(query));
    if (json) {
      JsonGenerator out = JsonOutput.to(host.out());
      out.writeStartObject();
      RunsJson.page(out, page, now);
      out.writeEndObject();
      out.flush();
      host.out().println();
    } else {
      host.out().print(new RunsText(page, now, host.outTerminal().get().style()).text());
    }
  }

  private void show(RunDetail detail, Instant now) throws IOException {
    String stands = detail.run().status(now).wireName();
    if (json) {
      BufferedOutputStream out = new BufferedOutputStream(host.out());
      new Report(detail.toRun()).writeJson(out, Optional.of(stands));
      out.write('\n');
      out.flush();
    } else {
      StringBuilder text = new StringBuilder(1024);
      text.append(RunsText.head(detail.run(), now)).append("\n\n");
      new TextReport(detail.toRun(), host.outTerminal().get().style(), false).appendTo(text);
      host.out().print(text);
    }
  }

  private static RunDetail one(History history, String id) {
    return read(history, store -> store.run(id))
        .orElseThrow(
            () -> problem("ID", "There is no run " + id + " in the history.", "runner runs"));
  }

  private static <T> T read(History history, Function<RunStore, T> question) {
    try {
      return history.read(question);
    } catch (StoreException e) {
      throw problem("STORE_URL", "The history cannot be read. " + e.getMessage(), "");
    }
  }

  private static ConfigurationException problem(String where, String message, String example) {
    return new ConfigurationException(List.of(new Problem(where, message, example)));
  }
}
