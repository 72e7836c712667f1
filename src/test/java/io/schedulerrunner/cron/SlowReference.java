package io.schedulerrunner.cron;

import io.schedulerrunner.config.DstPolicy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** When a schedule is due, found the obvious way: by looking at every minute there is. */
final class SlowReference {

  private SlowReference() {}

  /** From a time, itself excluded, to another one, included. */
  record Span(Instant from, Instant to) {}

  /** Every instant in a span. */
  static List<Instant> due(
      Span span,
      ZoneRules rules,
      Predicate<LocalDateTime> matches,
      boolean elapsed,
      DstPolicy policy) {
    NavigableSet<Instant> due = new TreeSet<>();
    LocalDateTime last = LocalDateTime.ofInstant(span.to(), ZoneOffset.UTC).plusDays(2);
    LocalDateTime minute =
        LocalDateTime.ofInstant(span.from(), ZoneOffset.UTC).minusDays(2).withSecond(0).withNano(0);
    while (minute.isBefore(last)) {
      if (matches.test(minute)) {
        List<ZoneOffset> offsets = rules.getValidOffsets(minute);
        if (offsets.isEmpty() && !elapsed && policy != DstPolicy.SKIP) {
          due.add(rules.getTransition(minute).getInstant());
        }
        for (ZoneOffset offset : offsets) {
          if (offset.equals(offsets.getFirst()) || elapsed || policy == DstPolicy.BOTH) {
            due.add(minute.toInstant(offset));
          }
        }
      }
      minute = minute.plusMinutes(1);
    }
    return List.copyOf(due.subSet(span.from(), false, span.to(), true));
  }
}
