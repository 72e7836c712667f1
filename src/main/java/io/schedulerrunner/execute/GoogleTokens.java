package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Google's "application default credentials": the file that {@code GOOGLE_APPLICATION_CREDENTIALS}
 * names; on Cloud Run, or where {@code GCE_METADATA_HOST} is set, the metadata server; else the
 * file that {@code gcloud auth application-default login} wrote; else the metadata server.
 */
record GoogleTokens(TokenClient client, Settings settings, Time time) implements TokenSource {

  private static final String GCLOUD_FILE = "application_default_credentials.json";
  private static final String ADVICE =
      " Away from Google Cloud, set GOOGLE_APPLICATION_CREDENTIALS,"
          + " or run: gcloud auth application-default login";

  @Override
  public CompletableFuture<TokenReply> ask(TokenKind kind) {
    Map<String, String> environment = settings.environment();
    Optional<Path> named = path(environment, "GOOGLE_APPLICATION_CREDENTIALS");
    if (named.isPresent()) {
      return file(named.get(), kind);
    }
    if (settings.onCloudRun() || path(environment, "GCE_METADATA_HOST").isPresent()) {
      return metadata(kind);
    }
    return Stream.of(
            path(environment, "CLOUDSDK_CONFIG"),
            path(environment, "HOME").map(home -> home.resolve(".config/gcloud")),
            path(environment, "APPDATA").map(data -> data.resolve("gcloud")))
        .flatMap(Optional::stream)
        .map(folder -> folder.resolve(GCLOUD_FILE))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(found -> file(found, kind))
        .orElseGet(() -> metadata(kind).thenApply(GoogleTokens::advised));
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank()).map(Path::of);
  }

  private CompletableFuture<TokenReply> file(Path file, TokenKind kind) {
    return new CredentialFile(client, file, time).ask(kind);
  }

  private CompletableFuture<TokenReply> metadata(TokenKind kind) {
    return new MetadataTokens(client, settings.calls().metadataHost(), time).ask(kind);
  }

  private static TokenReply advised(TokenReply reply) {
    return switch (reply) {
      case TokenReply.Issued issued -> issued;
      case TokenReply.Refused refused -> new TokenReply.Refused(refused.reason() + ADVICE);
    };
  }
}
