package io.schedulerrunner;

import io.schedulerrunner.config.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What links log lines to traces in Cloud Logging: the project's id, which Cloud Run itself does
 * not say.
 */
final class TraceLinks {

  private static final Logger LOG = LoggerFactory.getLogger(TraceLinks.class);

  private TraceLinks() {}

  /**
   * Asks for the project where it is missing, and waits for nothing: lines that are written before
   * the answer comes, or without one, lack the link.
   *
   * @param ask for the project
   * @param install puts other settings in force
   */
  static void complete(
      Settings settings,
      Supplier<CompletableFuture<Optional<String>>> ask,
      Consumer<Settings.Logs> install) {
    if (settings.onCloudRun() && settings.logs().lackProject()) {
      var _ =
          ask.get()
              .thenAccept(
                  project ->
                      project
                          .map(settings.logs()::of)
                          .ifPresentOrElse(install, TraceLinks::tellThatItIsUnknown));
    }
  }

  private static void tellThatItIsUnknown() {
    LOG.warn(
        "The metadata server does not say which project this is: log lines are not linked to"
            + " traces. Set GOOGLE_CLOUD_PROJECT");
  }
}
