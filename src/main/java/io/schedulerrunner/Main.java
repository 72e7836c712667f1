package io.schedulerrunner;

import io.schedulerrunner.cli.Cli;
import io.schedulerrunner.cli.Host;
import io.schedulerrunner.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;

/** Where the process begins. */
public final class Main {

  private Main() {}

  /** Carries out a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    sparePlatformLookUps();
    Application application =
        new Application(Path.of(""), System.out, System.err, Main::beforeExit);
    System.exit(run(arguments, application, System.getenv()));
  }

  /**
   * Says what libraries would otherwise find out in ways that slow every start down: SLF4J by
   * opening all jars, Jetty by bringing up the whole of JMX, only to ask whether references are
   * compressed.
   */
  private static void sparePlatformLookUps() {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "io.schedulerrunner.telemetry.LogProvider");
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  /** Stopping in good order is a success, whatever the signal. */
  private static void beforeExit(Runnable stop) {
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              Runtime.getRuntime().halt(0);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A plain {@code serve} starts without the command line's library, which would slow it. */
  private static int run(
      String[] arguments, Application application, Map<String, String> environment) {
    if (arguments.length == 1 && "serve".equals(arguments[0])) {
      try {
        return application.serve(environment);
      } catch (ConfigurationException e) {
        // Said below, as for every command.
      }
    }
    return Cli.run(arguments, Host.of(System.in, System.out, System.err, environment), application);
  }
}
