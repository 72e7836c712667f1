package io.schedulerrunner.web;

import io.schedulerrunner.execute.Time;
import io.schedulerrunner.report.JsonOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /health/ready}: 200 where everything that runs lean on is good, else 503. What is
 * wrong learns only who may come in. Thread-safe.
 */
public final class Readiness implements Route.Action {

  /** Everybody may ask, as often as he likes: the answer holds for a moment. */
  private static final long VALID_NANOS = Duration.ofSeconds(1).toNanos();

  private final Gate gate;
  private final List<Check> checks;
  private final Time time;
  private Optional<Findings> latest = Optional.empty();

  /**
   * One thing that is looked at.
   *
   * @param problem a sentence, empty where all is good; never throws
   */
  public record Check(String name, Supplier<Optional<String>> problem) {}

  private record Finding(String name, Optional<String> problem) {}

  private record Findings(long nanos, List<Finding> all) {
    boolean areGood() {
      return all.stream().allMatch(finding -> finding.problem().isEmpty());
    }
  }

  private Readiness(Gate gate, List<Check> checks, Time time) {
    this.gate = gate;
    this.checks = List.copyOf(checks);
    this.time = time;
  }

  /** The route, with what it looks at. */
  public static Route route(Gate gate, List<Check> checks, Time time) {
    return Route.open(
        "GET",
        "/health/ready",
        "Whether configuration and history are good; what is wrong, for those with credentials.",
        new Readiness(gate, checks, time));
  }

  @Override
  public Answer answer(WebRequest request) {
    boolean admitted = gate.refusal(request).isEmpty();
    Findings findings = findings();
    return Answer.object(
        findings.areGood() ? 200 : 503,
        json -> {
          json.writeStringProperty("status", findings.areGood() ? "ready" : "not_ready");
          if (admitted) {
            json.writeArrayPropertyStart("checks");
            for (Finding finding : findings.all()) {
              json.writeStartObject();
              json.writeStringProperty("name", finding.name());
              json.writeBooleanProperty("ok", finding.problem().isEmpty());
              finding
                  .problem()
                  .ifPresent(
                      problem ->
                          json.writeStringProperty("message", JsonOutput.wellFormed(problem)));
              json.writeEndObject();
            }
            json.writeEndArray();
          }
        });
  }

  private synchronized Findings findings() {
    long now = time.nanos();
    Findings current =
        latest
            .filter(known -> now - known.nanos() < VALID_NANOS)
            .orElseGet(
                () ->
                    new Findings(
                        now,
                        checks.stream()
                            .map(check -> new Finding(check.name(), check.problem().get()))
                            .toList()));
    latest = Optional.of(current);
    return current;
  }
}
