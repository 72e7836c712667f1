package io.schedulerrunner.execute;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The project that a Google Cloud service belongs to, from the metadata server (<a
 * href="https://docs.cloud.google.com/compute/docs/metadata/predefined-metadata-keys">its
 * keys</a>).
 *
 * @param host {@code GCE_METADATA_HOST}, host with optional port
 */
record MetadataProject(TokenClient client, String host) {

  /** How long the server may take. It is near, but the machine may be busy; and nobody waits. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String KEY = "/computeMetadata/v1/project/project-id";

  /** With the domain before it, as old projects of a domain have it. */
  private static final Pattern ID = Pattern.compile("([a-z0-9.-]+:)?[a-z][a-z0-9-]*");

  private static final int MAX_BYTES = 512;

  /** Its id; empty where the server does not say, whatever the reason. */
  CompletableFuture<Optional<String>> id() {
    URI url = URI.create("http://" + host + KEY);
    return new CompletableResponseListener(client.toMetadata(url), MAX_BYTES)
        .send()
        .thenApply(MetadataProject::id)
        .exceptionally(failure -> Optional.empty());
  }

  private static Optional<String> id(ContentResponse response) {
    return Optional.of(response.getContentAsString().strip())
        .filter(id -> HttpStatus.isSuccess(response.getStatus()) && ID.matcher(id).matches());
  }
}
