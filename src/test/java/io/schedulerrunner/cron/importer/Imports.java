package io.schedulerrunner.cron.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;

/** Short ways to import something. */
abstract class Imports {

  static final ZoneId UTC = ZoneId.of("UTC");

  static Imported crontab(String line) {
    return Imported.read(line, UTC);
  }

  static Map<String, Object> only(Imported imported) {
    assertThat(imported.lost()).isEmpty();
    assertThat(imported.endpoints()).hasSize(1);
    return imported.endpoints().getFirst().fields();
  }
}
