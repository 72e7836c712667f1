package io.schedulerrunner.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of one process but its endpoints, with every default filled in. Immutable; see the
 * contract's table of environment variables for names, defaults and units.
 *
 * @param onCloudRun whether {@code K_SERVICE} is set
 * @param environment the environment the settings were read from, {@code .env} included, for parts
 *     that are loaded only when configured (mail, telemetry)
 */
public record Settings(
    Listen listen,
    Access access,
    Calls calls,
    Store store,
    Scheduler scheduler,
    Logs logs,
    Profile profile,
    boolean onCloudRun,
    Map<String, String> environment) {

  /**
   * Where the service listens, and what it takes.
   *
   * @param host {@code HOST}
   * @param port {@code PORT}
   * @param maxRequestBytes {@code MAX_REQUEST_BYTES}, the largest request body
   * @param maxRuns {@code MAX_RUNS}, the most runs at the same time
   */
  public record Listen(String host, int port, long maxRequestBytes, int maxRuns) {

    /** Unless {@code MAX_RUNS} says otherwise. */
    public static final int MAX_RUNS = 256;

    /** With the usual number of runs. */
    public Listen(String host, int port, long maxRequestBytes) {
      this(host, port, maxRequestBytes, MAX_RUNS);
    }
  }

  /**
   * Who may come in.
   *
   * @param apiKeys {@code API_KEY}, split at commas
   * @param oidc {@code OIDC_*}
   */
  public record Access(List<String> apiKeys, Optional<Oidc> oidc) {
    /** Whether everything is open. */
    public boolean isOpen() {
      return apiKeys.isEmpty() && oidc.isEmpty();
    }

    @Override
    public String toString() {
      return "Access[" + apiKeys.size() + " keys, " + oidc + "]";
    }
  }

  /**
   * Whose ID tokens are accepted.
   *
   * @param audience {@code OIDC_AUDIENCE}
   * @param serviceAccounts {@code OIDC_SERVICE_ACCOUNTS}, split at commas; empty means any
   * @param issuer {@code OIDC_ISSUER}
   */
  public record Oidc(String audience, Set<String> serviceAccounts, URI issuer) {}

  /**
   * Defaults and bounds of the calls.
   *
   * @param timeout {@code REQUEST_TIMEOUT}
   * @param maxWorkers {@code MAX_WORKERS}
   * @param deadline {@code RUN_DEADLINE}
   * @param maxResponseBytes {@code MAX_RESPONSE_BYTES}
   * @param metadataHost {@code GCE_METADATA_HOST}, host with optional port
   * @param allowPrivate {@code ALLOW_PRIVATE_ENDPOINTS}
   */
  public record Calls(
      Duration timeout,
      int maxWorkers,
      Duration deadline,
      int maxResponseBytes,
      String metadataHost,
      boolean allowPrivate) {}

  /**
   * Where runs are kept, and how many of them.
   *
   * @param url {@code STORE_URL}; may hold a password, so it is not in {@link #toString()}
   * @param lease {@code LEASE_SECONDS}
   * @param historyDays {@code HISTORY_DAYS}
   * @param historyRuns {@code HISTORY_RUNS}
   */
  public record Store(String url, Duration lease, int historyDays, int historyRuns) {
    @Override
    public String toString() {
      return "Store[" + url.substring(0, url.indexOf(':') + 1) + "…]";
    }
  }

  /** {@code SCHEDULER}, the built-in one, and {@code TICK_MINUTES}. */
  public record Scheduler(boolean on, int tickMinutes) {}

  /**
   * Where the calls of a run are made.
   *
   * @param mode {@code DISPATCH}
   * @param worker {@code WORKER}: whether this process works on what others have handed over
   */
  public record Dispatch(Mode mode, boolean worker) {
    /** What brings calls to those who make them. */
    public enum Mode {
      LOCAL,
      POSTGRES,
      CLOUD_TASKS
    }
  }

  /** {@code DISPATCH} and {@code WORKER}, as they were checked when the settings were read. */
  public Dispatch dispatch() {
    Dispatch.Mode alone = is("DISPATCH", "postgres") ? Dispatch.Mode.POSTGRES : Dispatch.Mode.LOCAL;
    return new Dispatch(
        is("DISPATCH", "cloud-tasks") ? Dispatch.Mode.CLOUD_TASKS : alone, is("WORKER", "on"));
  }

  /** What is needed where {@link #dispatch} says so, checked as well. */
  public CloudTasks cloudTasks() {
    return CloudTasks.of(environment);
  }

  private boolean is(String name, String value) {
    return environment.getOrDefault(name, "").strip().equalsIgnoreCase(value);
  }

  /** {@code RUNNER_PROFILE}: for a process that lives for one run, or for a long-lived one. */
  public enum Profile {
    COLD,
    SUSTAINED
  }

  /** {@code LOG_FORMAT}, {@code LOG_LEVEL} and {@code GOOGLE_CLOUD_PROJECT}. */
  public record Logs(Format format, String level, Optional<String> project) {

    /** Whether lines would name the project if it were known. */
    public boolean lackProject() {
      return format == Format.JSON && project.isEmpty();
    }

    /** The same, of that project. */
    public Logs of(String known) {
      return new Logs(format, level, Optional.of(known));
    }

    /** How a log line is written. */
    public enum Format {
      TEXT,
      JSON
    }
  }

  @Override
  public String toString() {
    return "Settings[" + listen + ", " + access + ", " + calls + "]";
  }
}
