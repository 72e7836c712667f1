package io.schedulerrunner.telemetry;

import java.nio.charset.Charset;

/** How an event becomes a line. Thread-safe. */
interface LineFormat {

  /** The line, free of secrets, without its line break. */
  String line(LogEvent event);

  /** How the line is encoded. */
  Charset charset();
}
