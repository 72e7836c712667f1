package io.schedulerrunner.telemetry;

/**
 * The names of key-values (and MDC entries) that have a place of their own in a log line. Whoever
 * logs need not know this class: the names are the contract.
 */
public final class LogFields {

  /** The run's id; a label in Cloud Logging. */
  public static final String RUN_ID = "run_id";

  /** The endpoint's name; a label in Cloud Logging. */
  public static final String ENDPOINT = "endpoint";

  /** 32 hexadecimal digits, named as OpenTelemetry's log appenders do. */
  public static final String TRACE_ID = "trace_id";

  /** 16 hexadecimal digits. */
  public static final String SPAN_ID = "span_id";

  /** {@code 01} where the trace is sampled. */
  public static final String TRACE_FLAGS = "trace_flags";

  /** A map of Cloud Logging's {@code HttpRequest}: {@code requestMethod}, {@code status}, … */
  public static final String HTTP_REQUEST = "httpRequest";

  private LogFields() {}
}
