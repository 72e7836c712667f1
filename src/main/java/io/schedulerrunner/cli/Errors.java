package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what was wrong so that it can be put right. */
final class Errors implements IExecutionExceptionHandler {

  /** sysexits.h: EX_SOFTWARE. */
  static final int BUG = 70;

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (exception instanceof ConfigurationException invalid) {
      invalid.problems().forEach(problem -> print(err, problem));
      if (invalid.problems().size() > 1) {
        err.println(invalid.problems().size() + " problems; nothing was called.");
      }
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    err.println("error: This should not have happened: " + exception);
    err.flush();
    LoggerFactory.getLogger(Errors.class).error("A command failed", exception);
    return BUG;
  }

  private static void print(PrintWriter err, Problem problem) {
    String where = problem.where().isEmpty() ? "" : problem.where() + ": ";
    err.println("error: " + where + problem.message());
    if (!problem.example().isEmpty()) {
      err.println("  example: " + problem.example().replace("\n", "\n           "));
    }
  }
}
