package io.schedulerrunner.cli;

import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.cron.CronException;
import io.schedulerrunner.cron.CronExplanation;
import io.schedulerrunner.cron.CronExpression;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./runner cron 'EXPR' --zone ZONE}: what an expression means. */
@Command(
    name = "cron",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains a cron expression in its time zone: in words, its next ten times,",
      "the expressions in UTC for each part of the year, and days on which clocks change."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:The expression is valid.", "2:Bad usage, or not a valid expression."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  runner cron '0 9 * * 1-5' --zone America/New_York",
      "  runner cron 'H 3 * * SUN' --name cleanup --zone Europe/Berlin --dst both"
    })
final class CronCommand implements Callable<Integer> {

  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "EXPR",
      description = "Five fields, or @daily and the like; in quotes, because of the stars.")
  private String expression = "";

  @Option(
      names = {"-z", "--zone"},
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "An IANA time zone such as America/New_York. Default: UTC.")
  private String zone = "UTC";

  @Option(
      names = "--dst",
      paramLabel = "POLICY",
      defaultValue = "once",
      description = "What happens when clocks change: once, skip or both. Default: once.")
  private String dst = "once";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "endpoint-1",
      description = "The endpoint that H is spread by. Default: endpoint-1.")
  private String name = "endpoint-1";

  CronCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    CronExplanation explanation =
        CronExplanation.of(
            parsed(), ZoneOption.parse(spec, zone), policy(), host.clock().instant());
    spec.commandLine().getOut().print(explanation.text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private CronExpression parsed() {
    try {
      return CronExpression.parse(expression, name);
    } catch (CronException invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage());
    }
  }

  private DstPolicy policy() {
    try {
      return DstPolicy.valueOf(dst.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(), "--dst is once, skip or both, not " + dst + ".");
    }
  }
}
