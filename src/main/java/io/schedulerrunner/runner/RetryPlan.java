package io.schedulerrunner.runner;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Names;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.ShownUrl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an earlier run would call as things are configured now. */
final class RetryPlan {

  private RetryPlan() {}

  /**
   * The endpoints of an earlier run; of one that broke off, not all their names are known.
   *
   * @param whole of everything that is configured
   * @throws ConfigurationException where they cannot be told
   */
  static Plan of(RunDetail earlier, Plan whole) {
    Configured configured = Configured.of(whole);
    for (RecordedResult result : earlier.results()) {
      if (!result.isSuccessful() && !configured.has(result)) {
        String name = "\"" + result.name() + "\"";
        throw refused(name + " did not succeed, but is not configured any more.");
      }
    }
    Set<String> names =
        earlier.results().stream()
            .filter(configured::has)
            .map(RecordedResult::name)
            .collect(Collectors.toSet());
    Plan chosen = whole.only(names);
    int unknown = earlier.run().endpoints() - earlier.results().size();
    if (unknown > 0 && whole.calls().size() == chosen.calls().size() + unknown) {
      return whole;
    }
    if (unknown > 0) {
      throw refused("This run broke off, and what else it would have called is not known.");
    }
    if (chosen.calls().isEmpty()) {
      throw refused("None of this run's endpoints is configured any more.");
    }
    return chosen;
  }

  /** The URLs of everything that is configured, as they are shown, by name. */
  private record Configured(Map<String, String> urls) {

    static Configured of(Plan whole) {
      return new Configured(
          whole.calls().stream()
              .collect(
                  Collectors.toMap(
                      Call::name, call -> ShownUrl.of(call.endpoint().target(), whole.secrets()))));
    }

    /** Whether a result's endpoint is there, perhaps changed; one without a name has its URL. */
    boolean has(RecordedResult result) {
      return Names.isStandard(result.name())
          ? result.url().equals(urls.get(result.name()))
          : urls.containsKey(result.name());
    }
  }

  private static ConfigurationException refused(String why) {
    String instead = " Send the request itself again, with the same Idempotency-Key if it had one.";
    return new ConfigurationException(List.of(new Problem("", why + instead, "")));
  }
}
