package io.schedulerrunner.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads when an endpoint is due. */
record ScheduleReader(Fields fields, Optional<Fields> defaults) {

  private static final List<String> OPTIONS =
      List.of(
          "time_zone", "dst", "not_before", "not_after", "except", "catch_up", "catch_up_window");

  /** The zone of that name, not the offset, whose name is Z. */
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static final String DATE = "\"2026-12-24\"";

  /** Reads what endpoints may inherit. */
  void inheritable() {
    zone();
    dst();
    except();
    catchUp();
  }

  /** Empty without a schedule. */
  Optional<Schedule> read() {
    Optional<Value> schedule = fields.value("schedule");
    Optional<String> expression = schedule.flatMap(it -> it.string("\"0 6 * * *\""));
    if (schedule.isEmpty()) {
      for (String name : OPTIONS) {
        fields.value(name).ifPresent(it -> it.problem("has no effect without a schedule.", ""));
      }
    }
    ZoneId zone = zone();
    DstPolicy dst = dst();
    Calendar calendar = calendar(zone);
    CatchUp catchUp = catchUp();
    return expression.map(it -> new Schedule(it, zone, dst, calendar, catchUp));
  }

  private ZoneId zone() {
    return inherited("time_zone").flatMap(ScheduleReader::zone).orElse(UTC);
  }

  private DstPolicy dst() {
    return inherited("dst").flatMap(it -> word(it, DstPolicy.values())).orElse(DstPolicy.ONCE);
  }

  private Calendar calendar(ZoneId zone) {
    Optional<Instant> from = fields.value("not_before").flatMap(it -> moment(it, zone, false));
    Optional<Value> last = fields.value("not_after");
    Optional<Instant> to = last.flatMap(it -> moment(it, zone, true));
    if (from.isPresent() && to.filter(from.orElseThrow()::isAfter).isPresent()) {
      last.orElseThrow().problem("is earlier than not_before.", "");
    }
    return new Calendar(from, to, except());
  }

  private Set<LocalDate> except() {
    return inherited("except").map(ScheduleReader::dates).orElseGet(Set::of);
  }

  private static Set<LocalDate> dates(Value value) {
    return value.items("[" + DATE + "]").stream()
        .flatMap(it -> date(it).stream())
        .collect(Collectors.toSet());
  }

  private CatchUp catchUp() {
    CatchUp.Policy policy =
        inherited("catch_up")
            .flatMap(it -> word(it, CatchUp.Policy.values()))
            .orElseGet(CatchUp.DEFAULT::policy);
    Duration window =
        inherited("catch_up_window")
            .flatMap(it -> it.seconds("3600"))
            .orElseGet(CatchUp.DEFAULT::window);
    return new CatchUp(policy, window);
  }

  private Optional<Value> inherited(String name) {
    return fields.value(name).or(() -> defaults.flatMap(all -> all.value(name)));
  }

  private static Optional<ZoneId> zone(Value value) {
    Optional<Text> text = value.text("\"Europe/Berlin\"");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<ZoneId> zone = TimeZones.named(text.orElseThrow().value());
    if (zone.isEmpty()) {
      value.problem(TimeZones.refusal(text.orElseThrow().shown()), "\"Europe/Berlin\"");
    }
    return zone;
  }

  private static <E extends Enum<E>> Optional<E> word(Value value, E[] words) {
    String example = "\"" + shown(words[0]) + "\"";
    Optional<Text> text = value.text(example);
    Optional<E> found =
        text.flatMap(
            it ->
                Arrays.stream(words)
                    .filter(word -> shown(word).equals(it.value().toLowerCase(Locale.ROOT)))
                    .findFirst());
    if (text.isPresent() && found.isEmpty()) {
      String known =
          Arrays.stream(words).map(ScheduleReader::shown).collect(Collectors.joining(", "));
      value.problem(
          "must be one of " + known + ", but is \"" + text.orElseThrow().shown() + "\".", example);
    }
    return found;
  }

  private static String shown(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<LocalDate> date(Value value) {
    Optional<Text> text = value.text(DATE);
    try {
      return text.map(it -> LocalDate.parse(it.value()));
    } catch (DateTimeException e) {
      value.problem("\"" + text.orElseThrow().shown() + "\" is not a date.", DATE);
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(Value value, ZoneId zone, boolean last) {
    Optional<Text> text = value.text(DATE);
    try {
      return text.map(it -> Moment.parse(it.value(), zone, last));
    } catch (DateTimeException e) {
      value.problem(
          "\"" + text.orElseThrow().shown() + "\" is neither a date nor a date with a time.",
          "\"2026-12-24T18:00\"");
      return Optional.empty();
    }
  }
}
