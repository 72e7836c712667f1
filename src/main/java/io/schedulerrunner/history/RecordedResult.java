package io.schedulerrunner.history;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A result as it is kept: detached from its run's resources, and with nothing of the endpoint but
 * what a report shows. Immutable.
 *
 * @param definition the endpoint's, as in {@link RunOutline.Entry}
 * @param weight about how many bytes it takes
 */
public record RecordedResult(String definition, Result result, int weight) {

  private static final int BASE_WEIGHT = 1024;

  /** Cookies are credentials of the endpoint's making: they are not kept. */
  private static final Set<String> DROPPED_HEADERS = Set.of("set-cookie", "set-cookie2");

  /** Detaches a result. */
  public static RecordedResult of(String definition, Result result) {
    return switch (result.outcome()) {
      case Outcome.Succeeded succeeded -> {
        Copy copy = Copy.of(succeeded.response());
        yield of(definition, result, new Outcome.Succeeded(copy.response()), copy.weight());
      }
      case Outcome.Failed failed -> {
        Optional<Copy> copy = failed.response().map(Copy::of);
        yield of(
            definition,
            result,
            new Outcome.Failed(failed.failure(), copy.map(Copy::response)),
            copy.map(Copy::weight).orElse(0));
      }
      case Outcome.Skipped skipped -> of(definition, result, skipped, 0);
      case Outcome.NotStarted notStarted -> of(definition, result, notStarted, 0);
      case Outcome.Cancelled cancelled -> of(definition, result, cancelled, 0);
      case Outcome.Omitted omitted -> of(definition, result, omitted, 0);
    };
  }

  /** The endpoint's name. */
  public String name() {
    return result.call().name();
  }

  int index() {
    return result.call().index();
  }

  OutcomeStatus status() {
    return OutcomeStatus.of(result.outcome());
  }

  /** The same, at another place in the plan, and reused or not. */
  RecordedResult at(int index, boolean reused) {
    Call call = new Call(index, result.call().endpoint(), Payload.NONE);
    Result moved =
        new Result(
            call,
            result.outcome(),
            result.finishedAt(),
            result.duration(),
            result.attempts(),
            reused);
    return new RecordedResult(definition, moved, weight);
  }

  /** A call of which no more is known than what a report shows. */
  static Call shownCall(int index, String name, String method, String url) {
    Target target = new Target(method, Text.of(url), Map.of(), List.of(), Payload.NONE);
    Endpoint endpoint =
        new Endpoint(
            name,
            target,
            Duration.ZERO,
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Expectation.SUCCESS,
            Retry.NEVER,
            Optional.empty(),
            Optional.empty());
    return new Call(index, endpoint, Payload.NONE);
  }

  private static RecordedResult of(
      String definition, Result result, Outcome outcome, int bodyWeight) {
    Target target = result.call().endpoint().target();
    Call call =
        shownCall(
            result.call().index(), result.call().name(), target.method(), target.url().shown());
    Result detached =
        new Result(
            call,
            outcome,
            result.finishedAt(),
            result.duration(),
            result.attempts(),
            result.reused());
    return new RecordedResult(definition, detached, BASE_WEIGHT + bodyWeight);
  }

  /** A response whose body is on the heap. */
  private record Copy(Response response, int weight) {

    static Copy of(Response response) {
      Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
      headers.keySet().removeAll(DROPPED_HEADERS);
      RenderedBody rendered = RenderedBody.of(response.body());
      KeptBody body =
          KeptBody.stored(
              response.body().form(),
              response.body().truncated() || !rendered.whole(),
              rendered.bytes());
      return new Copy(new Response(response.status(), headers, body), rendered.bytes().length);
    }
  }
}
