package io.schedulerrunner.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A time zone on the command line. */
final class ZoneOption {

  private ZoneOption() {}

  static ZoneId parse(CommandSpec spec, String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknown) {
      throw new ParameterException(
          spec.commandLine(),
          id + " is not a time zone. Example: --zone America/New_York",
          unknown);
    }
  }
}
