package io.schedulerrunner.metrics;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints as values of a label, of which there must not be too many: configured ones go by their
 * names, up to {@value #MOST}. Those that came in a request could be called anything, so that all
 * of them share one value. Thread-safe.
 */
final class EndpointNames {

  /** Later ones are {@value #OTHER}. */
  static final int MOST = 1_000;

  /** Parentheses cannot be in a name. */
  static final String OF_REQUESTS = "(request)";

  static final String OTHER = "(other)";

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  String of(Plan plan, Call call) {
    if (!plan.trusted()) {
      return OF_REQUESTS;
    }
    if (known.contains(call.name()) || known.size() < MOST) {
      known.add(call.name());
      return call.name();
    }
    return OTHER;
  }
}
