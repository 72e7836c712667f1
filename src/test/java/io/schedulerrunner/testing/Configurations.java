package io.schedulerrunner.testing;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/** Settings for tests. */
public final class Configurations {

  private Configurations() {}

  /** What these variables mean, without any {@code .env}. */
  public static Settings settings(Map<String, String> environment) {
    return Configuration.load(environment, Path.of("/nowhere")).settings();
  }
}
