package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.WebServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens for whoever has a file with credentials. */
class CredentialsFileTest extends Asking {

  private Map<String, String> file(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("credentials.json"), json);
    return Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
  }

  private Fields form() {
    Fields form = new Fields();
    UrlEncoded.decodeTo(
        tokens.server().received().getLast().body(), form::add, StandardCharsets.UTF_8);
    return form;
  }

  private String user() {
    return "{\"type\":\"authorized_user\",\"client_id\":\"me\",\"client_secret\":\"not-real-1\","
        + "\"refresh_token\":\"not-real-2\",\"token_uri\":\""
        + server("/token")
        + "\"}";
  }

  @Test
  void aUsersCredentialsAreRefreshed() throws Exception {
    assertThat(ask(ACCESS, file(user())))
        .isEqualTo(new TokenReply.Issued("not-a-real-token-1", time.now().plusSeconds(3600)));
    assertThat(tokens.server().received().getLast().method()).isEqualTo("POST");
    assertThat(form().getNames())
        .containsExactlyInAnyOrder("grant_type", "client_id", "client_secret", "refresh_token");
    assertThat(form().getValue("grant_type")).isEqualTo("refresh_token");
    assertThat(form().getValue("client_id")).isEqualTo("me");
    assertThat(form().getValue("client_secret")).isEqualTo("not-real-1");
    assertThat(form().getValue("refresh_token")).isEqualTo("not-real-2");
  }

  @Test
  void aUsersIdTokenIsTheOneThatComesAlong() throws Exception {
    assertThat(ask(IDENTITY, file(user())))
        .isEqualTo(
            new TokenReply.Issued(
                TokenServer.identity("1", time.now().plusSeconds(3600)),
                time.now().plusSeconds(3600)));
  }

  private void assertSigned(KeyPair pair, String claims) throws Exception {
    assertThat(form().getValue("grant_type"))
        .isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
    String[] parts = form().getValue("assertion").split("\\.", -1);
    assertThat(decoded(parts[0]))
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}");
    assertThat(decoded(parts[1])).isEqualTo(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  @Test
  void aServiceAccountSignsForItsTokens() throws Exception {
    KeyPair pair = pair();
    Map<String, String> file = file(account(pair, server("/token")));
    String common =
        "{\"iss\":\"me@example.com\",\"sub\":\"me@example.com\",\"aud\":\""
            + server("/token")
            + "\",\"iat\":1795413600,\"exp\":1795417200,";

    assertThat(ask(ACCESS, file))
        .isEqualTo(new TokenReply.Issued("not-a-real-token-1", time.now().plusSeconds(3600)));
    assertSigned(pair, common + "\"scope\":\"one two\"}");

    assertThat(ask(IDENTITY, file)).isInstanceOf(TokenReply.Issued.class);
    assertSigned(pair, common + "\"target_audience\":\"https://one.example.com\"}");
  }

  @Test
  void aRefusedKeyIsSaidWithoutTheServersWords() throws Exception {
    try (WebServer refusing =
        new WebServer(WebServer.always(400, "text/plain", "not-a-real-secret"))) {
      String reason = refusal(ask(ACCESS, file(account(pair(), refusing.url("/")))));

      assertThat(reason)
          .isEqualTo(
              "No token: 127.0.0.1:%s answered HTTP 400: the credentials are not valid, or no"
                  + " longer.",
              refusing.port());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"type\":\"authorized_user\"}",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"b\"}",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"b\","
            + "\"private_key\":\"AAAA\"}",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"b\","
            + "\"private_key\":\"?\"}",
      })
  void aFileThatIsNotCompleteIsRefused(String json) throws Exception {
    assertThat(refusal(ask(ACCESS, file(json))))
        .isEqualTo(
            "No token: the file of Google credentials (GOOGLE_APPLICATION_CREDENTIALS)"
                + " is not complete, or not valid.");
  }

  @Test
  void anotherKindOfFileIsRefused() throws Exception {
    assertThat(refusal(ask(ACCESS, file("{\"type\":\"external_account\"}"))))
        .isEqualTo(
            "No token: the file of Google credentials (GOOGLE_APPLICATION_CREDENTIALS)"
                + " is neither a service account's key nor a user's credentials.");
  }

  @Test
  void aFileWithoutATokenServerMeansGoogles() throws Exception {
    // No line of the form is there, so it never gets as far as a request.
    String json = "{\"type\":\"authorized_user\",\"client_id\":\"me\"}";

    assertThat(refusal(ask(ACCESS, file(json)))).endsWith("is not complete, or not valid.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOME/.config/gcloud", "CLOUDSDK_CONFIG", "APPDATA/gcloud"})
  void gcloudsOwnFileIsFound(String place) throws Exception {
    int slash = place.indexOf('/');
    Path config = folder.resolve(slash < 0 ? "" : place.substring(slash + 1));
    Files.createDirectories(config);
    Files.writeString(config.resolve("application_default_credentials.json"), user());
    String variable = slash < 0 ? place : place.substring(0, slash);

    assertThat(askUnset(ACCESS, Map.of(variable, folder.toString()), "127.0.0.1:1"))
        .isInstanceOf(TokenReply.Issued.class);
    assertThat(tokens.server().received().getFirst().target()).isEqualTo("/token");
  }

  @Test
  void onCloudRunTheMetadataServerGoesBeforeGcloudsFile() throws Exception {
    Path config = Files.createDirectories(folder.resolve(".config/gcloud"));
    Files.writeString(config.resolve("application_default_credentials.json"), user());
    Map<String, String> home = Map.of("HOME", folder.toString());
    Map<String, String> cloud = Map.of("HOME", folder.toString(), "K_SERVICE", "runner");

    assertThat(ask(ACCESS, with(home, tokens.host()))).isInstanceOf(TokenReply.Issued.class);
    assertThat(tokens.server().received().getLast().target()).startsWith(TokenServer.TOKEN);
    assertThat(askUnset(ACCESS, cloud, tokens.host())).isInstanceOf(TokenReply.Issued.class);
    assertThat(tokens.server().received().getLast().target()).startsWith(TokenServer.TOKEN);
  }

  private static Map<String, String> with(Map<String, String> environment, String host) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GCE_METADATA_HOST", host);
    return all;
  }
}
