package io.schedulerrunner.history;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.report.ShownUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A result as it is kept: detached from its run's resources, and with nothing of the endpoint but
 * what a report shows. Immutable, and small: a store may hold very many.
 *
 * @param definition the endpoint's, as in {@link RunOutline.Entry}
 * @param weight about how many bytes it takes
 * @see Result
 */
public record RecordedResult(
    String definition,
    Shown call,
    Outcome outcome,
    Instant finishedAt,
    Duration duration,
    List<Attempt> attempts,
    boolean reused,
    Optional<String> curl,
    int weight) {

  private static final int BASE_WEIGHT = 1024;

  /** What a report shows of a call. */
  public record Shown(int index, String name, String method, String url) {

    private static Shown of(Call call, Secrets secrets) {
      Target target = call.endpoint().target();
      return new Shown(call.index(), call.name(), target.method(), ShownUrl.of(target, secrets));
    }

    private Call call() {
      return new Call(index, Endpoint.shown(name, method, url), Payload.NONE);
    }
  }

  public RecordedResult {
    attempts = List.copyOf(attempts);
  }

  /** Detaches a result of a run whose plan has these secrets. */
  public static RecordedResult of(String definition, Result result, Secrets secrets) {
    Copy copy = Copy.of(result.outcome());
    return new RecordedResult(
        definition,
        Shown.of(result.call(), secrets),
        copy.outcome(),
        result.finishedAt(),
        result.duration(),
        result.attempts(),
        result.reused(),
        result.curl(),
        BASE_WEIGHT + copy.weight() + result.curl().map(String::length).orElse(0));
  }

  /** The result of a call of which no more is known than what a report shows. */
  public Result result() {
    return new Result(call.call(), outcome, finishedAt, duration, attempts, reused, curl);
  }

  /** The endpoint's name. */
  public String name() {
    return call.name();
  }

  /** The endpoint's URL, as it is shown. */
  public String url() {
    return call.url();
  }

  /** Whether the endpoint succeeded. */
  public boolean isSuccessful() {
    return status().isSuccessful();
  }

  int index() {
    return call.index();
  }

  EndpointStatus status() {
    return ReportLine.of(outcome).status();
  }

  /** Whether the endpoint was called to the end, so that its statistics count it. */
  boolean wasCalled() {
    return isSuccessful() || status() == EndpointStatus.FAILED;
  }

  /** The same, at another place in the plan, and reused or not. */
  RecordedResult at(int position, boolean again) {
    if (position == call.index() && again == reused) {
      return this;
    }
    Shown moved = new Shown(position, call.name(), call.method(), call.url());
    return new RecordedResult(
        definition, moved, outcome, finishedAt, duration, attempts, again, curl, weight);
  }

  /** An outcome whose body is on the heap. */
  private record Copy(Outcome outcome, int weight) {

    static Copy of(Outcome outcome) {
      if (outcome instanceof Outcome.Succeeded succeeded) {
        return of(succeeded, succeeded.response(), Outcome.Succeeded::new);
      }
      return outcome instanceof Outcome.Failed failed ? of(failed) : new Copy(outcome, 0);
    }

    private static Copy of(Outcome.Failed failed) {
      return failed
          .response()
          .map(
              response ->
                  of(
                      failed,
                      response,
                      copied -> new Outcome.Failed(failed.failure(), Optional.of(copied))))
          .orElseGet(() -> new Copy(failed, 0));
    }

    private static Copy of(
        Outcome outcome, Response response, Function<Response, Outcome> withCopied) {
      OptionalInt onHeap = response.body().bytesOnHeap();
      if (onHeap.isPresent()) {
        return new Copy(outcome, onHeap.getAsInt());
      }
      BodyDocument rendered = BodyDocument.of(response.body());
      KeptBody body =
          KeptBody.stored(
              response.body().form(),
              response.body().truncated() || !rendered.whole(),
              rendered.bytes());
      return new Copy(
          withCopied.apply(new Response(response.status(), body)), rendered.bytes().length);
    }
  }
}
