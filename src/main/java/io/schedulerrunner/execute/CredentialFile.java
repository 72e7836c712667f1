package io.schedulerrunner.execute;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Fields;
import tools.jackson.databind.JsonNode;

/**
 * Tokens for what a credentials file says: a service account's key (RFC 7523, Google's "OAuth 2.0
 * for server to server applications"), or a user's credentials as {@code gcloud auth
 * application-default login} writes them (RFC 6749, section 6). The file is read each time a token
 * is asked for, so that it can be replaced.
 */
record CredentialFile(TokenClient client, Path file, Time time) implements TokenSource {

  private static final String GOOGLE = "https://oauth2.googleapis.com/token";
  private static final String ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  @Override
  public CompletableFuture<TokenReply> ask(TokenKind kind) {
    try {
      JsonNode credentials = TokenText.tree(Files.readAllBytes(file));
      return switch (TokenText.text(credentials, "type")) {
        case "service_account" ->
            client.post(server(credentials), signed(credentials, kind), reader(kind));
        case "authorized_user" ->
            client.post(server(credentials), refreshing(credentials), reader(kind));
        default -> refused("is neither a service account's key nor a user's credentials.");
      };
    } catch (IOException e) {
      return refused("cannot be read.");
    } catch (IllegalArgumentException e) {
      return refused("is not complete, or not valid.");
    }
  }

  private static CompletableFuture<TokenReply> refused(String why) {
    return CompletableFuture.completedFuture(
        new TokenReply.Refused(
            "No token: the file of Google credentials (GOOGLE_APPLICATION_CREDENTIALS) " + why));
  }

  private TokenClient.Reader reader(TokenKind kind) {
    return switch (kind) {
      case TokenKind.Identity identity -> TokenText::identityIn;
      case TokenKind.Access access -> json -> TokenText.access(json, time.now());
    };
  }

  private static URI server(JsonNode credentials) {
    return URI.create(
        credentials.has("token_uri") ? TokenText.text(credentials, "token_uri") : GOOGLE);
  }

  private Fields signed(JsonNode key, TokenKind kind) {
    Fields form = new Fields();
    form.put("grant_type", ASSERTION);
    form.put("assertion", Assertion.of(key, server(key), kind, time.now()));
    return form;
  }

  private static Fields refreshing(JsonNode user) {
    Fields form = new Fields();
    form.put("grant_type", "refresh_token");
    for (String name : new String[] {"client_id", "client_secret", "refresh_token"}) {
      form.put(name, TokenText.text(user, name));
    }
    return form;
  }
}
