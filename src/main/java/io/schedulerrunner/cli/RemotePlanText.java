package io.schedulerrunner.cli;

import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.report.Span;
import io.schedulerrunner.report.Style;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A service's plan for people. */
record RemotePlanText(JsonNode plan, Style style) {

  String text() {
    StringBuilder text = new StringBuilder(1024);
    int count = plan.path("endpoints").size();
    text.append(count).append(count == 1 ? " endpoint, " : " endpoints, ");
    text.append(word(plan, "execution_mode")).append(", at most ");
    text.append(plan.path("max_workers").asInt(0)).append(" at a time, within ");
    text.append(plan.path("deadline").asLong(0)).append(" s. Nothing was called.\n");
    for (JsonNode line : plan.path("endpoints")) {
      text.append('\n').append(style.faint(line.path("index").asInt(0) + 1 + ". "));
      text.append(style.good(word(line, "name"))).append("\n   ");
      text.append(word(line, "method")).append(' ').append(word(line, "endpoint"));
      for (JsonNode due : line.path("next_fire_times")) {
        text.append("\n   next ").append(OneLine.of(due.asString("")));
      }
      text.append("\n   ").append(style.faint(word(line, "curl"))).append('\n');
    }
    if (!plan.path("deadline_can_be_met").asBoolean(true)) {
      String worst =
          Span.text(Duration.ofMillis((long) (plan.path("worst_case").asDouble(0) * 1000)));
      text.append('\n')
          .append(style.odd("The deadline may be missed: the run takes " + worst + " at worst."));
      text.append('\n');
    }
    return text.toString();
  }

  private static String word(JsonNode node, String name) {
    return OneLine.of(node.path(name).asString(""));
  }
}
