package io.schedulerrunner.repository;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages under the root and what each may use: what stands below it on the main road. A
 * package that is not named here may use nothing, and nobody may use it.
 */
final class Layers {

  private static final Set<String> USE_CASE =
      Set.of("runner", "config", "plan", "execute", "report", "history");

  private static final Set<String> USE_CASE_AND_CRON =
      Stream.concat(USE_CASE.stream(), Stream.of("cron")).collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Set<String>> BELOW =
      Map.ofEntries(
          Map.entry("config", Set.of()),
          Map.entry("cron", Set.of("config")),
          Map.entry("plan", Set.of("config")),
          Map.entry("execute", Set.of("config", "plan")),
          Map.entry("report", Set.of("config", "cron", "plan", "execute")),
          Map.entry("google", Set.of("config", "execute")),
          Map.entry("history", Set.of("config", "plan", "execute", "report", "google")),
          Map.entry("notify", Set.of("config", "plan", "execute", "report")),
          Map.entry("metrics", Set.of("config", "plan", "execute", "report")),
          Map.entry("dispatch", Set.of("config", "plan", "execute", "report", "history", "google")),
          Map.entry(
              "runner",
              Set.of("config", "plan", "execute", "report", "history", "notify", "dispatch")),
          // Entry points: they never see each other.
          Map.entry("schedule", USE_CASE_AND_CRON),
          Map.entry("web", USE_CASE_AND_CRON),
          Map.entry("cli", USE_CASE_AND_CRON),
          Map.entry("telemetry", Set.of("config")));

  private Layers() {}

  /** Whether a class in one package may use a class in the other; the root is the empty string. */
  static boolean mayUse(String user, String used) {
    if (user.equals(used)) {
      return true;
    }
    boolean wiring = user.isEmpty();
    return wiring ? BELOW.containsKey(used) : BELOW.getOrDefault(user, Set.of()).contains(used);
  }
}
