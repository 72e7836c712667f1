package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.testing.Issuer;
import io.schedulerrunner.testing.OtlpReceiver;
import io.schedulerrunner.testing.WebServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret stands in every place where one can, every endpoint repeats whatever it is sent, and
 * none of it comes out anywhere.
 */
final class CanaryTest {

  private static final RSAKey KEY = Issuer.rsa("one");
  private static final List<String> CANARIES =
      Stream.of(
              "api-key",
              "variable",
              "basic",
              "bearer",
              "hmac",
              "token",
              "store",
              "smtp",
              "webhook",
              "otel")
          .map(place -> "canary+" + place + "/not=real")
          .toList();

  private static final String CRON = "17 5 */2 3 *";
  private static final String DUE = "2026-03-01T05:17:00Z";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Issuer issuer = new Issuer();
  private final OtlpReceiver receiver = new OtlpReceiver();
  private final WebServer endpoint = new WebServer(CanaryTest::repeat);
  private final WebServer metadata =
      new WebServer(
          WebServer.always(
              200,
              "application/json",
              "{\"access_token\":\"" + canary("token") + "\",\"expires_in\":3600}"));
  private final WebServer told = new WebServer(WebServer.always(200, "text/plain", "ok"));
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<String> answers = new ArrayList<>();
  private @TempDir Path directory;

  @AfterEach
  void close() {
    client.shutdownNow();
    endpoint.close();
    metadata.close();
    receiver.close();
    told.close();
    mail.stop();
    issuer.close();
  }

  /** Repeats everything, as text or JSON, well or badly. */
  private static void repeat(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String all = exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet();
    String text =
        path.endsWith("json")
            ? "{\"said\":\"" + all.replace("\"", "\\\"") + "\"}"
            : all + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    exchange.getResponseHeaders().set("X-Repeated", all);
    WebServer.always(path.startsWith("/bad") ? 500 : 200, "text/plain", text).to(exchange);
  }

  private static String canary(String place) {
    return CANARIES.stream().filter(it -> it.contains(place)).findFirst().orElseThrow();
  }

  private String endpoints() {
    List<String> entries = new ArrayList<>();
    for (String path : List.of("/ok", "/bad", "/json", "/bad/json")) {
      String url = "\"url\":\"" + endpoint.url(path) + "?secret=${CANARY}\"";
      entries.add("{" + url + ",\"headers\":{\"X-Secret\":\"${CANARY}\"},\"body\":\"${CANARY}\"}");
      entries.add("{" + url + ",\"json\":{\"${CANARY}\":[\"${CANARY}\"]}}");
      entries.add("{" + url + ",\"params\":{\"p\":\"${CANARY}\"},\"tags\":[\"${CANARY}\"]}");
      entries.add("{" + url + ",\"schedule\":\"${CRON}\",\"body\":\"${CANARY} {{ run.id }}\"}");
      entries.add(
          "{" + url + ",\"when\":\"${CANARY} != 1\",\"body\":\"${CANARY} {{ run.id.a + 1 }}\"}");
      entries.add("{" + url + ",\"expect\":{\"body\":\"response = ${CANARY} & '${CANARY}'\"}}");
      for (String auth :
          List.of(
              "\"basic\",\"username\":\"me\",\"password\":\"" + canary("basic") + "\"",
              "\"bearer\",\"token\":\"" + canary("bearer") + "\"",
              "\"hmac\",\"secret\":\"" + canary("hmac") + "\"",
              "\"oauth\"")) {
        entries.add("{" + url + ",\"auth\":{\"type\":" + auth + "}}");
      }
    }
    entries.add("\"" + endpoint.url("/ok/") + "${CANARY}\"");
    return "[" + String.join(",", entries) + "]";
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", "0");
    environment.put("HOST", "127.0.0.1");
    environment.put("LOG_LEVEL", "trace");
    environment.put("STORE_URL", "sqlite:" + directory.resolve("runs.db"));
    environment.put("API_KEY", canary("api-key"));
    environment.put("OIDC_AUDIENCE", Issuer.AUDIENCE);
    environment.put("OIDC_SERVICE_ACCOUNTS", Issuer.ACCOUNT);
    environment.put("OIDC_ISSUER", issuer.uri().toString());
    environment.put("GCE_METADATA_HOST", "127.0.0.1:" + metadata.port());
    environment.put("CANARY", canary("variable"));
    environment.put("CRON", CRON);
    mail.setUser("runner@example.com", "me", canary("smtp"));
    mail.start();
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", Integer.toString(mail.getSmtp().getPort()));
    environment.put("SMTP_USER", "me");
    environment.put("SMTP_PASSWORD", canary("smtp"));
    environment.put("EMAIL_FROM", "runner@example.com");
    environment.put("EMAIL_TO", "ops@example.com");
    environment.put("EMAIL_ON", "always");
    environment.put("WEBHOOK_URL", told.url("/hook"));
    environment.put("HEARTBEAT_URL", told.url("/ping"));
    environment.put("WEBHOOK_SECRET", canary("webhook"));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
    environment.put(
        "OTEL_EXPORTER_OTLP_HEADERS", "x-receiver-key=" + canary("otel").replace("+", "%2B"));
    environment.put("ENDPOINTS", endpoints());
    return environment;
  }

  private HttpResponse<String> send(int port, String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    answers.add(path + " " + response.headers().map() + " " + response.body());
    return response;
  }

  private int port() {
    Matcher listening =
        Pattern.compile("Listening on 127.0.0.1:(\\d+)").matcher(out.toString(UTF_8));
    assertThat(listening.find()).isTrue();
    return Integer.parseInt(listening.group(1));
  }

  private void useEverything(int port) throws IOException, InterruptedException {
    String[] key = {"X-API-Key", canary("api-key")};
    issuer.publish(KEY);
    String token = Issuer.signed(JWSAlgorithm.RS256, KEY, issuer.claims(Time.SYSTEM.now()).build());
    String run =
        send(port, "POST", "/execute", "Authorization", "Bearer " + token)
            .headers()
            .firstValue("X-Run-Id")
            .orElseThrow();
    for (String path :
        List.of(
            "/",
            "/health",
            "/nothing",
            "/runs",
            "/runs/" + run,
            "/runs/" + run + "/events",
            "/statistics",
            "/schedules",
            "/metrics",
            "/openapi.json",
            "/task1?" + canary("api-key"))) {
      send(port, "GET", path.replace("+", "%2B"), key);
      send(port, "GET", path.replace("+", "%2B"), "X-API-Key", canary("api-key") + "-wrong");
    }
    send(port, "POST", "/runs/" + run + "/retry", key);
    send(port, "POST", "/tick", key);
    send(port, "POST", "/tick", "X-API-Key", key[1], "X-CloudScheduler-ScheduleTime", DUE);
    send(port, "POST", "/tick", "X-API-Key", key[1], "X-CloudScheduler-ScheduleTime", key[1]);
    send(port, "POST", "/execute?overlap=" + key[1].replace("+", "%2B"), key);
    send(port, "POST", "/execute", "Authorization", "Bearer " + token + "x");
  }

  @Test
  void noSecretComesOutAnywhere() throws Exception {
    Application application =
        new Application(
            directory,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            stop::complete);
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> application.serve(environment()));
    var _ =
        exit.whenComplete(
            (code, failure) ->
                stop.completeExceptionally(
                    new AssertionError("It did not start: " + code, failure)));
    Runnable stopping = stop.get();
    try {
      useEverything(port());
    } finally {
      stopping.run();
    }
    assertThat(exit.get()).isZero();

    String report = answers.getFirst();
    assertThat(report).contains("\"successful\":17", "***");
    assertThat(endpoint.received().toString())
        .contains(canary("variable"), canary("bearer"), canary("token"));
    Map<String, String> outputs = new HashMap<>();
    answers.forEach(answer -> outputs.put("answer " + outputs.size(), answer));
    outputs.put("report", report);
    assertThat(receiver.keys).contains(canary("otel"));
    assertThat(receiver.text()).contains("http.request.method", "scheduler_runner_runs", "***");
    outputs.put("traces and metrics", receiver.text());
    outputs.put("webhook and heartbeat", told.received().toString());
    assertThat(told.received()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(mail.getReceivedMessages()).isNotEmpty();
    for (MimeMessage message : mail.getReceivedMessages()) {
      outputs.put("mail " + message.getSubject(), text(message));
    }
    outputs.put("standard output", out.toString(UTF_8));
    outputs.put("standard error", err.toString(UTF_8));
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(Files::isRegularFile).forEach(file -> outputs.put(file.toString(), read(file)));
    }
    assertThat(outputs).containsKey(directory.resolve("runs.db").toString());
    outputs.forEach(CanaryTest::assertClean);
  }

  /** The headers, and every part as a reader of the mail sees it. */
  private static String text(Part part) throws IOException, MessagingException {
    StringBuilder text = new StringBuilder();
    part.getAllHeaders()
        .asIterator()
        .forEachRemaining(
            header -> text.append(header.getName()).append(header.getValue()).append('\n'));
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        text.append(text(parts.getBodyPart(i)));
      }
    } else {
      text.append(new String(part.getInputStream().readAllBytes(), UTF_8));
    }
    return text.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertClean(String where, String output) {
    for (String canary : Stream.concat(CANARIES.stream(), Stream.of(CRON)).toList()) {
      List<String> spellings =
          List.of(
              canary,
              URLEncoder.encode(canary, UTF_8),
              Base64.getEncoder().encodeToString(canary.getBytes(UTF_8)),
              Base64.getEncoder().encodeToString(("me:" + canary).getBytes(UTF_8)));
      for (String spelling : spellings) {
        int at = output.indexOf(spelling);
        assertThat(at < 0 ? "" : output.substring(Math.max(0, at - 200), at + spelling.length()))
            .as("%s in %s", canary, where)
            .isEmpty();
      }
    }
  }
}
