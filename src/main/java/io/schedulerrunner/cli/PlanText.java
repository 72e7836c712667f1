package io.schedulerrunner.cli;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.execute.CurlLine;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.WorstCase;
import io.schedulerrunner.report.Span;
import io.schedulerrunner.report.Style;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan for people: what would be called, in which order, and whether there is time for it. */
record PlanText(Plan plan, Services services, Style style) {

  private static final int FIRE_TIMES = 3;
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  String text() {
    StringBuilder text = new StringBuilder(1024);
    text.append(heading()).append("\n\n");
    plan.calls().forEach(call -> call(text, call));
    text.append(deadline()).append('\n');
    return text.toString();
  }

  private String heading() {
    int count = plan.calls().size();
    String order =
        switch (plan.mode()) {
          case PARALLEL -> "in parallel, at most " + plan.maxWorkers() + " at a time";
          case SEQUENTIAL -> "one after another";
        };
    return count + (count == 1 ? " endpoint, " : " endpoints, ") + order;
  }

  private void call(StringBuilder text, Call call) {
    Endpoint endpoint = call.endpoint();
    String number = (call.index() + 1) + ". ";
    String name = OneLine.of(call.name());
    text.append(style.faint(number)).append(style.good(name)).append('\n');
    RequestText.lines(call).forEach(line -> line(text, line));
    line(text, rules(endpoint));
    if (!endpoint.dependsOn().isEmpty()) {
      line(text, "after " + String.join(", ", endpoint.dependsOn()));
    }
    endpoint.when().ifPresent(when -> line(text, "when " + when.shown()));
    endpoint.limit().ifPresent(limit -> line(text, "shares the limit " + limit));
    endpoint
        .schedule()
        .ifPresent(
            schedule -> {
              line(text, "schedule " + schedule.expression() + " in " + schedule.zone());
              services
                  .nextFireTimes(endpoint, FIRE_TIMES)
                  .forEach(time -> line(text, "  next " + time(time)));
            });
    text.append("   ").append(style.faint(OneLine.of(CurlLine.of(call, plan.secrets()))));
    text.append("\n\n");
  }

  private void line(StringBuilder text, String content) {
    String shown = OneLine.of(plan.secrets().redact(content));
    text.append("   ").append(style.cut(shown, style.columns() - 4)).append('\n');
  }

  private static String rules(Endpoint endpoint) {
    int attempts = endpoint.retry().maxAttempts();
    String retries =
        attempts == 1
            ? "one attempt"
            : attempts
                + " attempts, at most "
                + Span.text(endpoint.retry().minBackoff())
                + " to "
                + Span.text(endpoint.retry().maxBackoff())
                + " apart";
    String tags = endpoint.tags().isEmpty() ? "" : ", tags " + String.join(", ", endpoint.tags());
    return "timeout " + Span.text(endpoint.timeout()) + ", " + retries + expects(endpoint) + tags;
  }

  private static String expects(Endpoint endpoint) {
    String body = endpoint.expect().body().map(text -> " and " + text.shown()).orElse("");
    return ", expects " + endpoint.expect().status() + body;
  }

  private static String time(ZonedDateTime time) {
    return LOCAL.format(time)
        + " ("
        + UTC.format(time.withZoneSameInstant(ZoneOffset.UTC))
        + " UTC)";
  }

  private String deadline() {
    Duration worst = WorstCase.of(plan);
    boolean met = plan.leavesTimeFor(worst);
    String limits = plan.limits().isEmpty() ? "" : " Waiting for shared limits is not counted.";
    String sentence =
        met
            ? "The deadline of %s can be met: the run takes %s at worst."
            : "The deadline of %s may be missed: the run takes %s at worst. What is not done by"
                + " then is reported as failed or not started. Raise the deadline or the number of"
                + " workers, or lower timeouts or attempts.";
    String text =
        sentence.formatted(Span.text(plan.deadline()), Span.text(worst))
            + " (Every attempt takes its whole timeout, every pause is the longest.)"
            + limits;
    List<String> lines = style.wrap(text);
    return lines.stream()
        .map(line -> met ? style.good(line) : style.odd(line))
        .collect(Collectors.joining("\n"));
  }
}
