package io.schedulerrunner.cli;

import io.schedulerrunner.config.TimeZones;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A time zone on the command line. */
final class ZoneOption {

  private ZoneOption() {}

  static ZoneId parse(CommandSpec spec, String id) {
    return TimeZones.named(id)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--zone: " + TimeZones.refusal(id) + " Example: --zone America/New_York"));
  }
}
