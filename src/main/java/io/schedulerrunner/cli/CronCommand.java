package io.schedulerrunner.cli;

import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.schedule.CronException;
import io.schedulerrunner.schedule.CronExplanation;
import io.schedulerrunner.schedule.CronExpression;
import java.time.Clock;
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
    description = "Explains a cron expression in its time zone.")
final class CronCommand implements Callable<Integer> {

  private final Clock clock;

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

  /**
   * The command.
   *
   * @param clock from when on times are shown
   */
  CronCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CronExplanation explanation =
        CronExplanation.of(parsed(), ZoneOption.parse(spec, zone), policy(), clock.instant());
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
