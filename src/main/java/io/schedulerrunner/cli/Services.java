package io.schedulerrunner.cli;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.Runner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** What the commands need of the program they belong to. */
public interface Services {

  /** The version of this build. */
  String version();

  /**
   * Starts the HTTP service and returns once it has stopped.
   *
   * @param environment the environment with what the command line put in its place
   * @return the exit code
   * @throws io.schedulerrunner.config.ConfigurationException where the environment is not valid
   */
  int serve(Map<String, String> environment);

  /**
   * Makes the calls that others hand over, and returns once it has stopped.
   *
   * @param environment the environment with what the command puts in its place
   * @return the exit code
   * @throws io.schedulerrunner.config.ConfigurationException where the environment is not valid
   */
  int work(Map<String, String> environment);

  /**
   * Reads the configuration and makes ready for runs. Nothing is connected or called. Logs go to
   * standard error.
   *
   * @param environment the environment with what the command line put in its place; an empty value
   *     means that the variable is not set, whatever {@code .env} says
   * @throws io.schedulerrunner.config.ConfigurationException where the environment is not valid
   */
  Session open(Map<String, String> environment);

  /** Writes the contract's report, as {@code POST /execute} answers it. */
  void writeReport(Report report, OutputStream out);

  /** Writes the plan as JSON, as a dry run answers it. */
  void writePlan(Plan plan, OutputStream out);

  /**
   * When an endpoint is due next, soonest first and in its schedule's zone; fewer where there are
   * no more, none without a schedule.
   */
  List<ZonedDateTime> nextFireTimes(Endpoint endpoint, int count);

  /** A configuration in force, and what carries out runs with it. */
  interface Session extends AutoCloseable {

    /** The settings in force. */
    Settings settings();

    /** What the owner of the configuration should know, in sentences. */
    List<String> warnings();

    /** Carries out runs. */
    Runner runner();

    /** Sends the log lines to another stream from now on. */
    void logTo(PrintStream stream);

    /** Lets go of connections and threads. */
    @Override
    void close();
  }
}
