package io.schedulerrunner.cron;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as a person reads it on a terminal. */
record ExplanationText(CronExplanation explanation) {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final List<String> UNSAYABLE =
      List.of("cron cannot say this in UTC: the days shift across ends of months");

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(explanation.expression() + "");
    lines.add(explanation.expression().words() + ", " + explanation.zone());
    section(lines, "Next times, local and in UTC", times());
    section(lines, "In UTC", periods());
    section(lines, "When clocks change", changes());
    section(lines, "As a Cloud Scheduler job", List.of(command()));
    return String.join("\n", lines) + "\n";
  }

  private static void section(List<String> lines, String title, List<String> content) {
    lines.add("");
    lines.add(title);
    content.forEach(line -> lines.add("  " + line));
  }

  private List<String> times() {
    return explanation.next().stream()
        .map(at -> LOCAL.format(at.atZone(explanation.zone())) + "   " + UTC.format(at))
        .toList();
  }

  private List<String> periods() {
    List<String> lines = new ArrayList<>();
    for (CronExplanation.Period period : explanation.periods()) {
      lines.add(
          explanation.changesClocks()
              ? "from %s (UTC%s)".formatted(start(period), sign(period.offset()))
              : "always (UTC%s)".formatted(sign(period.offset())));
      period.utc().orElse(UNSAYABLE).forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private static String start(CronExplanation.Period period) {
    return UTC.format(period.from().orElse(Instant.EPOCH));
  }

  private static String sign(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "" : offset.getId();
  }

  private List<String> changes() {
    if (!explanation.changesClocks()) {
      return List.of("The clocks of " + explanation.zone() + " do not change in the coming year.");
    }
    if (explanation.warnings().isEmpty()) {
      return List.of("Nothing special: no run is skipped or doubled.");
    }
    List<String> lines = new ArrayList<>(explanation.warnings());
    lines.add(
        "Cloud Scheduler by itself may skip or repeat such a run; a tick by this runner not.");
    return lines;
  }

  private String command() {
    return "gcloud scheduler jobs create http JOB --location=LOCATION --schedule='"
        + explanation.expression().canonical()
        + "' --time-zone='"
        + explanation.zone()
        + "' --uri='https://SERVICE/execute' --http-method=POST";
  }
}
