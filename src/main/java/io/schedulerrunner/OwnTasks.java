package io.schedulerrunner;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The service's own example endpoints, so that a newcomer's first {@code /execute} calls something.
 */
final class OwnTasks {

  private static final int TASKS = 3;

  private OwnTasks() {}

  /** The example endpoints of a service that listens on that port. */
  static EndpointSet of(Settings settings, int port) {
    Map<String, Text> headers =
        settings.access().apiKeys().stream()
            .limit(1)
            .collect(
                java.util.stream.Collectors.toMap(
                    key -> "X-API-Key",
                    key -> new Text(List.of(new Text.Substituted("API_KEY", key, true)))));
    String origin = "http://" + reachable(settings.listen().host()) + ":" + port;
    List<Endpoint> endpoints =
        IntStream.rangeClosed(1, TASKS)
            .mapToObj(number -> endpoint("task" + number, origin, headers, settings))
            .toList();
    return new EndpointSet(endpoints, Map.of(), Secrets.of(settings.access().apiKeys()), List.of());
  }

  private static Endpoint endpoint(
      String name, String origin, Map<String, Text> headers, Settings settings) {
    Target target =
        new Target("POST", Text.of(origin + "/" + name), headers, List.of(), Payload.NONE);
    return new Endpoint(
        name,
        target,
        settings.calls().timeout(),
        Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Expectation.SUCCESS,
        Retry.NEVER,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /** Where a service that listens on all addresses can be reached from its own machine. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> "127.0.0.1";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
