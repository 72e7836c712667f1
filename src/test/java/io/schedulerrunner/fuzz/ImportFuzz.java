package io.schedulerrunner.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.cron.importer.ImportException;
import io.schedulerrunner.cron.importer.Imported;
import java.time.ZoneOffset;

/** A crontab or a list of Cloud Scheduler jobs. */
public final class ImportFuzz {

  private ImportFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Imported imported = Imported.read(new String(input, UTF_8), ZoneOffset.UTC);
      assertThat(imported.yaml()).isNotBlank();
    } catch (ImportException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
