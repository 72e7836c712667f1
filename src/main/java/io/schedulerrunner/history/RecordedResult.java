package io.schedulerrunner.history;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.report.ShownUrl;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A result as it is kept: detached from its run's resources, and with nothing of the endpoint but
 * what a report shows. Immutable.
 *
 * @param definition the endpoint's, as in {@link RunOutline.Entry}
 * @param weight about how many bytes it takes
 */
public record RecordedResult(String definition, Result result, int weight) {

  private static final int BASE_WEIGHT = 1024;

  /** Detaches a result of a run whose plan has these secrets. */
  public static RecordedResult of(String definition, Result result, Secrets secrets) {
    Call call = shown(result.call(), secrets);
    return switch (result.outcome()) {
      case Outcome.Succeeded succeeded -> {
        Copy copy = Copy.of(succeeded.response());
        yield of(definition, call, result, new Outcome.Succeeded(copy.response()), copy.weight());
      }
      case Outcome.Failed failed -> {
        Optional<Copy> copy = failed.response().map(Copy::of);
        yield of(
            definition,
            call,
            result,
            new Outcome.Failed(failed.failure(), copy.map(Copy::response)),
            copy.map(Copy::weight).orElse(0));
      }
      case Outcome.Skipped skipped -> of(definition, call, result, skipped, 0);
      case Outcome.NotStarted notStarted -> of(definition, call, result, notStarted, 0);
      case Outcome.Cancelled cancelled -> of(definition, call, result, cancelled, 0);
      case Outcome.Omitted omitted -> of(definition, call, result, omitted, 0);
    };
  }

  /** The endpoint's name. */
  public String name() {
    return result.call().name();
  }

  int index() {
    return result.call().index();
  }

  EndpointStatus status() {
    return ReportLine.of(result.outcome()).status();
  }

  /** Whether the endpoint was called to the end, so that its statistics count it. */
  boolean wasCalled() {
    return status().isSuccessful() || status() == EndpointStatus.FAILED;
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
            reused,
            result.curl());
    return new RecordedResult(definition, moved, weight);
  }

  /** A call of which no more is known than what a report shows. */
  static Call shownCall(int index, String name, String method, String url) {
    return new Call(index, Endpoint.shown(name, method, url), Payload.NONE);
  }

  private static Call shown(Call call, Secrets secrets) {
    Target target = call.endpoint().target();
    return shownCall(call.index(), call.name(), target.method(), ShownUrl.of(target, secrets));
  }

  private static RecordedResult of(
      String definition, Call call, Result result, Outcome outcome, int bodyWeight) {
    Result detached =
        new Result(
            call,
            outcome,
            result.finishedAt(),
            result.duration(),
            result.attempts(),
            result.reused(),
            result.curl());
    int weight = BASE_WEIGHT + bodyWeight + result.curl().map(String::length).orElse(0);
    return new RecordedResult(definition, detached, weight);
  }

  /** A response whose body is on the heap. */
  private record Copy(Response response, int weight) {

    static Copy of(Response response) {
      OptionalInt onHeap = response.body().bytesOnHeap();
      return onHeap.isPresent() ? new Copy(response, onHeap.getAsInt()) : read(response);
    }

    private static Copy read(Response response) {
      BodyDocument rendered = BodyDocument.of(response.body());
      KeptBody body =
          KeptBody.stored(
              response.body().form(),
              response.body().truncated() || !rendered.whole(),
              rendered.bytes());
      return new Copy(new Response(response.status(), body), rendered.bytes().length);
    }
  }
}
