package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the store needs to know of a plan.
 *
 * @param settingsHash of the settings in force; only shown
 * @param tags of all endpoints of the plan
 * @param entries one for each call, in the order of the plan
 */
public record RunOutline(
    String settingsHash, Plan.Mode mode, Set<String> tags, List<Entry> entries) {

  private static final int MANY = 1000;

  /**
   * One call of the plan.
   *
   * @param definition changes when what is sent, or how the answer is judged, has changed
   */
  public record Entry(int index, String name, String definition) {}

  public RunOutline {
    tags = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    entries = List.copyOf(entries);
  }

  /** The outline of a plan, with a hash of what its endpoints are. */
  public static RunOutline of(Plan plan) {
    RunOutline outline = of(plan, "");
    String definitions =
        outline.entries().stream().map(Entry::definition).collect(Collectors.joining());
    String hash = UUID.nameUUIDFromBytes(definitions.getBytes(UTF_8)).toString();
    return new RunOutline(hash, outline.mode(), outline.tags(), outline.entries());
  }

  /** The outline of a plan; a tag that holds a secret is kept without it. */
  public static RunOutline of(Plan plan, String settingsHash) {
    Set<String> tags = new LinkedHashSet<>();
    for (Call call : plan.calls()) {
      call.endpoint().tags().forEach(tag -> tags.add(plan.secrets().redact(tag)));
    }
    List<Entry> entries =
        stream(plan.calls()).collect(Entries::new, Entries::add, Entries::addAll).all;
    return new RunOutline(settingsHash, plan.mode(), tags, entries);
  }

  /** The entries that one thread makes. */
  private static final class Entries {

    private final Definition definition = new Definition();
    private final List<Entry> all = new ArrayList<>();

    void add(Call call) {
      all.add(new Entry(call.index(), call.name(), definition.of(call)));
    }

    void addAll(Entries others) {
      all.addAll(others.all);
    }
  }

  /** Of many, on all processors: nothing is called before. */
  private static Stream<Call> stream(List<Call> calls) {
    return calls.size() < MANY ? calls.stream() : calls.parallelStream();
  }
}
