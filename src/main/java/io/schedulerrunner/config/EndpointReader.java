package io.schedulerrunner.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads one endpoint, or the defaults of all. */
final class EndpointReader {

  private final Fields fields;
  private final Optional<Fields> defaults;
  private final Surroundings around;

  /**
   * What an endpoint is read in.
   *
   * @param timeout where neither the endpoint nor the defaults name one
   */
  record Surroundings(Duration timeout, Map<String, Limit> limits, EndpointNames names) {}

  /** What was read; empty without a usable URL. */
  record Read(String name, Optional<Endpoint> endpoint) {}

  private EndpointReader(Fields fields, Optional<Fields> defaults, Surroundings around) {
    this.fields = fields;
    this.defaults = defaults;
    this.around = around;
  }

  /** Checks the defaults by themselves, so that a mistake shows even where nobody inherits it. */
  static void check(Fields defaults, Surroundings around) {
    EndpointReader reader = new EndpointReader(defaults, Optional.empty(), around);
    new TargetReader(defaults, Optional.empty()).inheritable();
    reader.timeout();
    reader.inherited("tags").ifPresent(tags -> tags.strings("\"nightly\""));
    new ScheduleReader(defaults, Optional.empty()).inheritable();
    reader.inherited("expect").ifPresent(ExpectationReader::read);
    reader.retry();
    reader.inherited("auth").ifPresent(AuthReader::read);
    reader.inherited("limit").ifPresent(reader::limit);
    reader.inherited("trace").ifPresent(Value::flag);
    defaults.end();
  }

  /** Reads the endpoint at a 1-based position. */
  static Read read(Value value, int position, Optional<Fields> defaults, Surroundings around) {
    String standardName = Names.standard(position);
    return objectForm(value)
        .map(fields -> new EndpointReader(fields, defaults, around).read(standardName))
        .orElseGet(() -> new Read(standardName, Optional.empty()));
  }

  private static Optional<Fields> objectForm(Value value) {
    JsonNode node = value.node();
    if (node.isString()) {
      JsonNode object = JsonNodeFactory.instance.objectNode().set("url", node);
      return new Value(object, value.path(), value.reading()).fields("");
    }
    if (!node.isObject()) {
      value.wrongType("a URL or an object", "{\"url\": \"https://api.example.com/refresh\"}");
      return Optional.empty();
    }
    return value.fields("");
  }

  private Read read(String standardName) {
    TargetReader targets = new TargetReader(fields, defaults);
    Optional<Target> target = targets.read();
    String name = fields.value("name").flatMap(around.names()::read).orElse(standardName);
    Optional<Auth> auth = inherited("auth").flatMap(AuthReader::read).or(targets::userInfo);
    Function<Target, Endpoint> rest = rest(name, auth, targets.host());
    fields.end();
    targets.checkAuthorization(auth);
    return new Read(name, target.map(rest));
  }

  /** Reads all else now, so that each mistake shows, whether there is a usable target or not. */
  private Function<Target, Endpoint> rest(String name, Optional<Auth> auth, Optional<String> host) {
    Duration timeout = timeout();
    Set<String> tags = tags();
    Optional<Schedule> schedule = new ScheduleReader(fields, defaults).read();
    List<String> dependsOn = fields.value("depends_on").map(this::names).orElseGet(List::of);
    Optional<Text> when =
        fields.value("when").flatMap(it -> it.text("\"results.check.response.changed\""));
    Expectation expect =
        inherited("expect").map(ExpectationReader::read).orElse(Expectation.SUCCESS);
    Retry retry = retry();
    Optional<String> limit = inherited("limit").flatMap(this::limit).or(() -> limitOf(host));
    boolean trace = inherited("trace").flatMap(Value::flag).orElse(true);
    return target ->
        new Endpoint(
            name, target, timeout, tags, schedule, dependsOn, when, expect, retry, auth, limit,
            trace);
  }

  private Optional<Value> inherited(String name) {
    return fields.value(name).or(() -> defaults.flatMap(all -> all.value(name)));
  }

  private Duration timeout() {
    return inherited("timeout").flatMap(it -> it.seconds("30")).orElseGet(around::timeout);
  }

  private Set<String> tags() {
    return inherited("tags")
        .<Set<String>>map(it -> new LinkedHashSet<>(it.strings("\"nightly\"")))
        .orElseGet(Set::of);
  }

  private Retry retry() {
    Optional<Fields> own = fields.value("retry").flatMap(it -> it.fields(RetryReader.EXAMPLE));
    Optional<Fields> general =
        defaults.flatMap(all -> all.value("retry")).flatMap(it -> it.fields(RetryReader.EXAMPLE));
    return new RetryReader(own, general).read();
  }

  private Optional<String> limit(Value value) {
    Optional<Text> text = value.text("\"slow-api\"");
    Optional<String> name = text.map(Text::value).filter(around.limits()::containsKey);
    if (text.isPresent() && name.isEmpty()) {
      String shown = text.orElseThrow().shown();
      String hint =
          Suggestions.nearest(shown, around.limits().keySet())
              .map(near -> "; did you mean \"" + near + "\"?")
              .orElse(".");
      value.problem("\"" + shown + "\" is not an entry of limits" + hint, "");
    }
    return name;
  }

  private Optional<String> limitOf(Optional<String> host) {
    return around.limits().values().stream()
        .filter(limit -> host.isPresent() && limit.hosts().contains(host.orElseThrow()))
        .map(Limit::name)
        .findFirst();
  }

  private List<String> names(Value value) {
    return value.items("[\"login\"]").stream()
        .flatMap(item -> around.names().read(item).stream())
        .toList();
  }
}
