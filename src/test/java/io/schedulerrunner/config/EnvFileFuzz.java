package io.schedulerrunner.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** A {@code .env} file: variables with sensible names, and problems that name a line. */
public final class EnvFileFuzz {

  private EnvFileFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Reading reading = Reading.untrusted();
    Map<String, String> variables = EnvFile.parse(new String(input, UTF_8), reading);
    assertThat(variables.keySet()).allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
    assertThat(reading.problems()).allMatch(problem -> problem.where().startsWith(".env line "));
    variables.forEach(EnvFileFuzz::roundTrip);
  }

  private static void roundTrip(String name, String value) {
    if (value.indexOf('\'') < 0) {
      String line = name + "='" + value + "'";
      assertThat(EnvFile.parse(line, Reading.untrusted())).containsEntry(name, value);
    }
  }
}
