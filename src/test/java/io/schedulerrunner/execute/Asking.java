package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.WebServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A token server, and who asks it. */
abstract class Asking {

  static final TokenKind IDENTITY = new TokenKind.Identity("https://one.example.com");

  static final TokenKind ACCESS = new TokenKind.Access(List.of("one", "two"));

  final FakeTime time = new FakeTime();

  final TokenServer tokens = new TokenServer(time);

  final JettyClients clients =
      new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver());

  @TempDir Path folder;

  @AfterEach
  void stop() {
    clients.close();
    tokens.close();
  }

  TokenReply ask(TokenKind kind, Map<String, String> environment) {
    return ask(kind, environment, TokenClient.PATIENCE);
  }

  TokenReply ask(TokenKind kind, Map<String, String> environment, Duration patience) {
    Settings settings = Executors.settings(environment);
    return new GoogleTokens(new TokenClient(clients, patience), settings, time).ask(kind).join();
  }

  TokenReply ask(TokenKind kind, String host) {
    return ask(kind, Map.of("GCE_METADATA_HOST", host));
  }

  static String refusal(TokenReply reply) {
    return ((TokenReply.Refused) reply).reason();
  }

  TokenReply answered(TokenKind kind, int status, String body) {
    try (WebServer server = new WebServer(WebServer.always(status, "text/plain", body))) {
      return ask(kind, "127.0.0.1:" + server.port());
    }
  }

  /** As if {@code GCE_METADATA_HOST} were not set and Google's server were on that host. */
  TokenReply askUnset(TokenKind kind, Map<String, String> environment, String host) {
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

  String server(String path) {
    return tokens.server().url(path);
  }

  static String account(KeyPair pair, String server) {
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

  static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }
}
