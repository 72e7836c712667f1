package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A deployed service that makes the run in place of this process. */
final class RemoteOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Run it on the service there: its endpoints, its history.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = {
        "With --url: what the service asks for as X-API-Key (default: API_KEY).",
        "Where it refuses that, 'gcloud auth print-identity-token' is asked for a token."
      })
  private Optional<String> apiKey = Optional.empty();

  /** Whether there is one. */
  boolean present() {
    return url.isPresent();
  }

  /**
   * The service.
   *
   * @throws ConfigurationException where this is no URL of one
   */
  RemoteService service(Map<String, String> environment) {
    URI base = base(url.orElseThrow());
    // The service takes several keys while they are being exchanged; any of them will do.
    Optional<String> key =
        apiKey
            .or(() -> Optional.ofNullable(environment.get("API_KEY")))
            .map(keys -> keys.split(",", -1)[0].strip())
            .filter(one -> !one.isEmpty());
    return new RemoteService(base, key, new IdentityToken(environment));
  }

  private static URI base(String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text : text + "/");
      if (text.matches("https?:.*") && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static ConfigurationException invalid(String text) {
    return new ConfigurationException(
        List.of(
            new Problem(
                "--url",
                "is not the URL of a service: " + text,
                "--url https://runner.example.com")));
  }
}
