package io.schedulerrunner.testing;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.StatusSet;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Endpoints and plans, short to write. */
public final class Plans {

  private Plans() {}

  /** A GET with a timeout of ten seconds. */
  public static Endpoint get(String name, String url) {
    return endpoint(name, "GET", url, Payload.NONE);
  }

  /** Any request. */
  public static Endpoint endpoint(String name, String method, String url, Payload payload) {
    Target target = new Target(method, Text.of(url), Map.of(), List.of(), payload);
    return new Endpoint(
        name,
        target,
        Duration.ofSeconds(10),
        Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Expectation.SUCCESS,
        Retry.NEVER,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /** The same with another timeout. */
  public static Endpoint within(Duration timeout, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        timeout,
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, tried again. */
  public static Endpoint retrying(Retry retry, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        retry,
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, waiting for others. */
  public static Endpoint after(List<String> names, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        names,
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, left out where an expression is false. */
  public static Endpoint when(String expression, Endpoint endpoint) {
    return when(Text.of(expression), endpoint);
  }

  /** The same, left out where an expression is false. */
  public static Endpoint when(Text expression, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        Optional.of(expression),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, with an expression that its answers must meet. */
  public static Endpoint expecting(String expression, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        new Expectation(StatusSet.SUCCESS, Optional.of(Text.of(expression))),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, with the only status that its answers may have. */
  public static Endpoint expecting(int status, Endpoint endpoint) {
    StatusSet only = new StatusSet(List.of(new StatusSet.Range(status, status)));
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        new Expectation(only, Optional.empty()),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same under a limit. */
  public static Endpoint limited(String limit, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        Optional.of(limit),
        true);
  }

  /** The same with another request. */
  public static Endpoint sending(Target target, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        target,
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  /** The same, proving who calls. */
  public static Endpoint as(Auth auth, Endpoint endpoint) {
    return new Endpoint(
        endpoint.name(),
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        Optional.of(auth),
        endpoint.limit(),
        true);
  }

  /** All at once, within a minute. */
  public static Plan parallel(Endpoint... endpoints) {
    return plan(Plan.Mode.PARALLEL, endpoints.length, Duration.ofMinutes(1), List.of(endpoints));
  }

  /** One after another, within a minute. */
  public static Plan sequential(Endpoint... endpoints) {
    return plan(Plan.Mode.SEQUENTIAL, 1, Duration.ofMinutes(1), List.of(endpoints));
  }

  /** Any plan without limits and secrets. */
  public static Plan plan(
      Plan.Mode mode, int workers, Duration deadline, List<Endpoint> endpoints) {
    return new Plan(
        calls(endpoints), mode, Math.max(1, workers), deadline, Map.of(), Secrets.NONE, true);
  }

  /** The same plan with something to hide. */
  public static Plan hiding(Secrets secrets, Plan plan) {
    return new Plan(
        plan.calls(),
        plan.mode(),
        plan.maxWorkers(),
        plan.deadline(),
        plan.limits(),
        secrets,
        plan.trusted());
  }

  /** The same plan with limits. */
  public static Plan limiting(List<Limit> limits, Plan plan) {
    Map<String, Limit> byName = new LinkedHashMap<>();
    limits.forEach(limit -> byName.put(limit.name(), limit));
    return new Plan(
        plan.calls(),
        plan.mode(),
        plan.maxWorkers(),
        plan.deadline(),
        byName,
        plan.secrets(),
        plan.trusted());
  }

  /** The same plan as if it stood in a request's body. */
  public static Plan untrusted(Plan plan) {
    return new Plan(
        plan.calls(),
        plan.mode(),
        plan.maxWorkers(),
        plan.deadline(),
        plan.limits(),
        plan.secrets(),
        false);
  }

  private static List<Call> calls(List<Endpoint> endpoints) {
    List<Call> calls = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      calls.add(new Call(calls.size(), endpoint, endpoint.target().payload()));
    }
    return calls;
  }
}
