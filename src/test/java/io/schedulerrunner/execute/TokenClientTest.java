package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tokens come from, and what is said where none comes. */
class TokenClientTest {

  private static final TokenKind IDENTITY = new TokenKind.Identity("https://one.example.com");
  private static final TokenKind ACCESS = new TokenKind.Access(List.of("one", "two"));

  private final FakeTime time = new FakeTime();
  private final TokenServer tokens = new TokenServer(time);
  private final JettyClients clients =
      new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver());

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    clients.close();
    tokens.close();
  }

  private TokenReply ask(TokenKind kind, Map<String, String> environment) {
    return ask(kind, environment, TokenClient.PATIENCE);
  }

  private TokenReply ask(TokenKind kind, Map<String, String> environment, Duration patience) {
    Settings settings = Executors.settings(environment);
    return new GoogleTokens(new TokenClient(clients, patience), settings, time).ask(kind).join();
  }

  private TokenReply ask(TokenKind kind, String host) {
    return ask(kind, Map.of("GCE_METADATA_HOST", host));
  }

  private static String refusal(TokenReply reply) {
    return ((TokenReply.Refused) reply).reason();
  }

  private TokenReply answered(TokenKind kind, int status, String body) {
    try (WebServer server = new WebServer(WebServer.always(status, "text/plain", body))) {
      return ask(kind, "127.0.0.1:" + server.port());
    }
  }

  @Test
  void anIdTokenExpiresWhenItSays() {
    assertThat(ask(IDENTITY, tokens.host()))
        .isEqualTo(
            new TokenReply.Issued(
                TokenServer.identity("1", time.now().plusSeconds(3600)),
                time.now().plusSeconds(3600)));
  }

  @Test
  void anAccessTokenExpiresAfterItsLifetime() {
    assertThat(ask(ACCESS, tokens.host()))
        .isEqualTo(new TokenReply.Issued("not-a-real-token-1", time.now().plusSeconds(3600)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | HTTP 404: is a service account attached to this service.",
        "403 | HTTP 403: the service account may not do this.",
        "401 | HTTP 401: the credentials are not valid, or no longer.",
        "400 | HTTP 400: the credentials are not valid, or no longer.",
        "500 | HTTP 500.",
        "302 | HTTP 302.",
      })
  void aStatusThatIsNoSuccessIsSaid(int status, String what) {
    assertThat(refusal(answered(IDENTITY, status, "not-a-real-secret")))
        .matches(
            "No token: the metadata server at 127\\.0\\.0\\.1:\\d+ answered \\Q" + what + "\\E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "a.b.c",
        "a.b",
        "a.e30.c",
        "a.e30.c.d",
        "a.eyJleHAiOiIxIn0.c",
        "a.eyJleHAiOjFlOTl9.c",
        "a.eyJleHAiOjEwMDAwMDAwMDAwMH0.c",
        "a.eyJleHAiOi0xMDAwMDAwMDAwMDB9.c",
        "a.eyJleHAiOjk5OTk5OTk5OTk5OTk5OTk5OTk5fQ.c",
        "a.eyJleHAiOjF9.c\r\nX-Header: d",
        "a.eyJleHAiOjF9.é",
        "a.eyJleHAiOjF9.\u007f",
      })
  void whatIsNoIdTokenIsRefused(String body) {
    assertThat(refusal(answered(IDENTITY, 200, body)))
        .matches("No token: what the metadata server at 127.0.0.1:\\d+ answered holds none.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"access_token\":\"token\"}",
        "{\"access_token\":\"token\",\"expires_in\":1.5}",
        "{\"access_token\":1,\"expires_in\":1}",
        "{\"access_token\":\"\",\"expires_in\":1}",
        "{\"access_token\":\"a\\r\\nb\",\"expires_in\":1}",
        "{\"access_token\":\"a b\",\"expires_in\":1}",
        "<html>",
      })
  void whatIsNoAccessTokenIsRefused(String body) {
    assertThat(refusal(answered(ACCESS, 200, body))).endsWith(" answered holds none.");
  }

  @Test
  void theLongestLifetimeIsThreeThousandYears() {
    String body = "{\"access_token\":\"a~b\",\"expires_in\":99999999999}";

    assertThat(answered(ACCESS, 200, body))
        .isEqualTo(new TokenReply.Issued("a~b", time.now().plusSeconds(99_999_999_999L)));
  }

  @Test
  void aHugeAnswerIsNoToken() {
    assertThat(refusal(answered(IDENTITY, 200, "x".repeat(70_000))))
        .endsWith(" could not be reached.");
  }

  @Test
  void aSilentServerIsNotWaitedForLong() throws Exception {
    try (RawServer silent = new RawServer(connection -> Thread.currentThread().join())) {
      TokenReply reply =
          ask(
              IDENTITY,
              Map.of("GCE_METADATA_HOST", "127.0.0.1:" + silent.port()),
              Duration.ofMillis(50));

      assertThat(refusal(reply)).endsWith(" did not answer within 0.05 s.");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    assertThat(refusal(ask(IDENTITY, "127.0.0.1:1")))
        .isEqualTo("No token: the metadata server at 127.0.0.1:1 could not be reached.");
  }

  /** As if {@code GCE_METADATA_HOST} were not set and Google's server were on that host. */
  private TokenReply askUnset(TokenKind kind, Map<String, String> environment, String host) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GCE_METADATA_HOST", host);
    Settings set = Executors.settings(all);
    all.put("GCE_METADATA_HOST", " ");
    Settings settings =
        new Settings(
            set.listen(),
            set.access(),
            set.calls(),
            set.store(),
            set.scheduler(),
            set.logs(),
            set.profile(),
            set.onCloudRun(),
            all);
    TokenClient client = new TokenClient(clients, TokenClient.PATIENCE);
    return new GoogleTokens(client, settings, time).ask(kind).join();
  }

  @Test
  void withoutAnyCredentialsThereIsAdvice() {
    Map<String, String> environment = Map.of("HOME", folder.toString());

    assertThat(refusal(askUnset(IDENTITY, environment, "127.0.0.1:1")))
        .isEqualTo(
            "No token: the metadata server at 127.0.0.1:1 could not be reached."
                + " Away from Google Cloud, set GOOGLE_APPLICATION_CREDENTIALS,"
                + " or run: gcloud auth application-default login");
  }

  @Test
  void onAMachineOfGooglesTheMetadataServerAnswersWithoutBeingNamed() {
    assertThat(askUnset(IDENTITY, Map.of(), tokens.host())).isInstanceOf(TokenReply.Issued.class);
  }

  private Map<String, String> file(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("credentials.json"), json);
    return Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
  }

  private String server(String path) {
    return tokens.server().url(path);
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

  private static String account(KeyPair pair, String server) {
    String pem =
        Arrays.stream(
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
                    .encodeToString(pair.getPrivate().getEncoded())
                    .split("\n", -1))
            .collect(
                Collectors.joining(
                    "\\n", "-----BEGIN PRIVATE KEY-----\\n", "\\n-----END PRIVATE KEY-----\\n"));
    return "{\"type\":\"service_account\",\"client_email\":\"me@example.com\","
        + "\"private_key_id\":\"key-1\",\"private_key\":\""
        + pem
        + "\",\"token_uri\":\""
        + server
        + "\"}";
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
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
