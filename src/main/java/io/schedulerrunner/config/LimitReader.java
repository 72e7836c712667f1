package io.schedulerrunner.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code limits}. */
final class LimitReader {

  private static final String EXAMPLE = "{\"slow-api\": {\"concurrency\": 2}}";

  private static final Pattern HOST = Pattern.compile("[^/@:]+|\\[[^/@\\]]+]");

  private LimitReader() {}

  static Map<String, Limit> read(Value value) {
    Map<String, Limit> limits = new LinkedHashMap<>();
    Map<String, String> hosts = new LinkedHashMap<>();
    value
        .fields(EXAMPLE)
        .ifPresent(
            fields -> {
              for (String name : fields.names()) {
                Value entry = fields.value(name).orElseThrow();
                if (!Names.isValid(name)) {
                  entry.problem("the name may hold only letters, digits, - and _.", EXAMPLE);
                }
                entry
                    .fields("{\"concurrency\": 2}")
                    .ifPresent(it -> limits.put(name, read(name, it, hosts)));
              }
            });
    return limits;
  }

  private static Limit read(String name, Fields fields, Map<String, String> hosts) {
    OptionalInt concurrency =
        fields
            .value("concurrency")
            .flatMap(it -> it.integer(1, 10_000, "2"))
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty);
    Optional<Value> per = fields.value("per");
    Optional<Value> rateField = fields.value("rate");
    Duration period = per.flatMap(LimitReader::period).orElseGet(() -> Duration.ofSeconds(1));
    Optional<Limit.Rate> rate =
        rateField.flatMap(it -> it.positive("10")).map(calls -> new Limit.Rate(calls, period));
    Optional<Value> spreadField = fields.value("spread");
    Optional<Duration> spread = spreadField.flatMap(it -> it.seconds("60"));
    List<String> names =
        fields.value("hosts").map(it -> hosts(it, name, hosts)).orElseGet(List::of);
    boolean concurrent = fields.value("concurrency").isPresent();
    fields.end();
    if (per.isPresent() && rateField.isEmpty()) {
      fields.problem("has per without a rate.", "{\"rate\": 10, \"per\": \"second\"}");
    }
    if (!concurrent && rateField.isEmpty() && spreadField.isEmpty()) {
      fields.problem("limits nothing: give concurrency, rate or spread.", "{\"concurrency\": 2}");
    }
    return new Limit(name, concurrency, rate, spread, names);
  }

  private static Optional<Duration> period(Value value) {
    Optional<Text> text = value.text("\"second\"");
    return text.flatMap(
        it ->
            switch (it.value()) {
              case "second" -> Optional.of(Duration.ofSeconds(1));
              case "minute" -> Optional.of(Duration.ofMinutes(1));
              default -> {
                value.problem(
                    "must be \"second\" or \"minute\", but is \"" + it.shown() + "\".",
                    "\"second\"");
                yield Optional.empty();
              }
            });
  }

  private static List<String> hosts(Value value, String limit, Map<String, String> taken) {
    List<String> hosts = new ArrayList<>();
    for (Value item : value.items("[\"api.example.com\"]")) {
      Optional<String> host =
          item.string("\"api.example.com\"").map(it -> it.toLowerCase(Locale.ROOT));
      if (host.filter(it -> !HOST.matcher(it).matches()).isPresent()) {
        item.problem("must be a host alone, without scheme, port or path.", "\"api.example.com\"");
      }
      host.map(it -> taken.putIfAbsent(it, limit))
          .ifPresent(other -> item.problem("stands in the limit \"" + other + "\" too.", ""));
      host.ifPresent(hosts::add);
    }
    return hosts;
  }
}
