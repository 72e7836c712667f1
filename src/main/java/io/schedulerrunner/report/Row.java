package io.schedulerrunner.report;

import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import java.util.Optional;

/**
 * One endpoint's line for people.
 *
 * @param code the status code, empty where no answer came
 * @param remark why it did not succeed, empty where it did; on one line
 * @param curl the request as a command without secrets, empty where there is none
 */
public record Row(
    Kind kind, String name, String code, String time, String attempts, String remark, String curl) {

  /** How it went, in the order in which a table shows them. */
  public enum Kind {
    SUCCESS("success", "✓", "+"),
    WARNING("warning", "!", "!"),
    OMITTED("omitted", "-", "-"),
    NOT_STARTED("not started", "-", "-"),
    CANCELLED("cancelled", "-", "-"),
    SKIPPED("skipped", "-", "-"),
    FAILED("failed", "✗", "x");

    private final String label;
    private final String fancy;
    private final String ascii;

    Kind(String label, String fancy, String ascii) {
      this.label = label;
      this.fancy = fancy;
      this.ascii = ascii;
    }

    /** In words. */
    public String label() {
      return label;
    }

    /** As a sentence counts them. */
    String verdict() {
      return switch (this) {
        case SUCCESS -> "succeeded";
        case WARNING -> "with a warning";
        case OMITTED, NOT_STARTED, CANCELLED, SKIPPED, FAILED -> label;
      };
    }

    /** Whether the endpoint did not do what was asked of it. */
    public boolean isProblem() {
      return switch (this) {
        case SUCCESS, WARNING, OMITTED -> false;
        case NOT_STARTED, CANCELLED, SKIPPED, FAILED -> true;
      };
    }

    /** The text in the colour of this kind. */
    public String tint(Style style, String text) {
      return switch (this) {
        case SUCCESS -> style.good(text);
        case FAILED -> style.bad(text);
        case OMITTED -> style.faint(text);
        case WARNING, NOT_STARTED, CANCELLED, SKIPPED -> style.odd(text);
      };
    }

    /** A mark of one column. */
    public String mark(Style style) {
      return tint(style, style.either(fancy, ascii));
    }
  }

  /** What a result says. */
  public static Row of(Result result) {
    return switch (result.outcome()) {
      case Outcome.Succeeded succeeded ->
          row(
              result,
              succeeded.response().isMultiStatus() ? Kind.WARNING : Kind.SUCCESS,
              Optional.of(succeeded.response()),
              "");
      case Outcome.Failed failed ->
          row(result, Kind.FAILED, failed.response(), failed.failure().message());
      case Outcome.Skipped skipped -> row(result, Kind.SKIPPED, skipped.failure().message());
      case Outcome.NotStarted late -> row(result, Kind.NOT_STARTED, late.failure().message());
      case Outcome.Cancelled cancelled ->
          row(result, Kind.CANCELLED, cancelled.failure().message());
      case Outcome.Omitted omitted -> row(result, Kind.OMITTED, omitted.reason());
    };
  }

  private static Row row(Result result, Kind kind, String remark) {
    return row(result, kind, Optional.empty(), remark);
  }

  private static Row row(Result result, Kind kind, Optional<Response> response, String remark) {
    int attempts = result.attempts().size();
    return new Row(
        kind,
        OneLine.of(result.call().name()),
        response.map(answer -> Integer.toString(answer.status())).orElse(""),
        attempts == 0 ? "" : Span.text(result.duration()),
        attempts == 0 ? "" : Integer.toString(attempts),
        OneLine.of(remark),
        OneLine.of(result.curl().orElse("")));
  }
}
