package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An identity token of whoever is logged in with {@code gcloud}; nothing where nobody is. */
record IdentityToken(String shell, Map<String, String> environment)
    implements Supplier<Optional<String>> {

  IdentityToken(Map<String, String> environment) {
    this("/bin/sh", environment);
  }

  @Override
  public Optional<String> get() {
    ProcessBuilder gcloud =
        new ProcessBuilder(shell, "-c", "gcloud auth print-identity-token 2>/dev/null");
    gcloud.environment().putAll(environment);
    try {
      Process process = gcloud.start();
      process.getOutputStream().close();
      try (var out = process.getInputStream()) {
        String token = new String(out.readAllBytes(), US_ASCII).strip();
        // A token is three words of base64url; anything else is not for a header.
        return Optional.of(token).filter(it -> it.matches("[\\w.-]+"));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
