package io.schedulerrunner.execute;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Tokens of the service account that a Google Cloud service runs as, from the metadata server (<a
 * href="https://docs.cloud.google.com/compute/docs/metadata/predefined-metadata-keys">its
 * keys</a>).
 *
 * @param host {@code GCE_METADATA_HOST}, host with optional port
 */
record MetadataTokens(TokenClient client, String host, Time time) implements TokenSource {

  private static final String ACCOUNT = "/computeMetadata/v1/instance/service-accounts/default/";

  @Override
  public CompletableFuture<TokenReply> ask(TokenKind kind) {
    return switch (kind) {
      case TokenKind.Identity identity ->
          client.metadata(
              url("identity?format=full&audience=" + encoded(identity.audience())),
              TokenText::identity);
      case TokenKind.Access access ->
          client.metadata(
              url("token?scopes=" + encoded(String.join(",", access.scopes()))),
              json -> TokenText.access(json, time.now()));
    };
  }

  private URI url(String key) {
    return URI.create("http://" + host + ACCOUNT + key);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
