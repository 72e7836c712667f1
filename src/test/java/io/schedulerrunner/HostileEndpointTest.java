package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.testing.HostileServer;
import io.schedulerrunner.testing.WebServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What endpoints answer does no harm where it is shown: in mails, logs, headers and reports. */
final class HostileEndpointTest {

  /** A job is named by whoever calls; it is in the subject. The word decodes to a header. */
  private static final String JOB =
      "<script>alert(4)</script> =?utf-8?Q?x=0D=0ABcc:_victim@example.com?= \t'\"";

  private static final String TAG = "<(script|img|svg)|onerror=\"|onload=[^&]*>";

  private final HostileServer hostile = new HostileServer();
  private final WebServer told = new WebServer(WebServer.always(200, "text/plain", "ok"));
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private @TempDir Path directory;

  @BeforeEach
  void open() {
    mail.start();
  }

  @AfterEach
  void close() throws IOException {
    mail.stop();
    told.close();
    hostile.close();
  }

  private Map<String, String> environment(String logs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LOG_FORMAT", logs);
    environment.put("LOG_LEVEL", "debug");
    environment.put("STORE_URL", "sqlite:" + directory.resolve("runs.db"));
    environment.put("MAX_RESPONSE_BYTES", Integer.toString(2 * HostileServer.LARGE));
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", Integer.toString(mail.getSmtp().getPort()));
    environment.put("EMAIL_FROM", "runner@example.com");
    environment.put("EMAIL_TO", "ops@example.com");
    environment.put("EMAIL_ON", "always");
    environment.put("WEBHOOK_URL", told.url("/hook"));
    environment.put("HEARTBEAT_URL", told.url("/ping"));
    environment.put(
        "ENDPOINTS",
        """
        [{"name": "html", "url": "%s"}, {"name": "json", "url": "%s"}, {"name": "large", "url": "%s"},
         {"name": "moved", "url": "%s", "method": "GET"}, {"name": "garbage", "url": "%s"},
         {"name": "next", "url": "%s", "depends_on": ["json"], "headers": {"X-Text": "{{ results.json.response.text }}"}}]
        """
            .formatted(
                hostile.url("/html"),
                hostile.url("/json"),
                hostile.url("/large"),
                hostile.url("/moved"),
                hostile.url("/garbage"),
                told.url("/next")));
    return environment;
  }

  private static HttpResponse<String> execute(Served service) throws Exception {
    return service.send(
        "POST", "/execute", "X-CloudScheduler-JobName", JOB, "User-Agent", HostileServer.SCRIPT);
  }

  private static List<BodyPart> parts(Multipart multipart) throws MessagingException {
    List<BodyPart> parts = new ArrayList<>();
    for (int i = 0; i < multipart.getCount(); i++) {
      parts.add(multipart.getBodyPart(i));
    }
    return parts;
  }

  private static byte[] content(BodyPart part) throws Exception {
    return part.getInputStream().readAllBytes();
  }

  @Test
  void inAMailItIsText() throws Exception {
    try (Served service = new Served(directory, environment("json"))) {
      execute(service);
    }
    assertThat(mail.getReceivedMessages()).hasSize(1);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertHeaders(message);
    List<BodyPart> parts = parts((Multipart) message.getContent());
    List<BodyPart> texts = parts((Multipart) parts.getFirst().getContent());

    String plain = new String(content(texts.getFirst()), UTF_8);
    assertThat(plain)
        .contains("alert(1)")
        .doesNotContain("\nBcc:", "\nX-Injected:")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\n]]");
    String html = new String(content(texts.getLast()), UTF_8);
    assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContainPattern(TAG);
    assertAttachments(parts.subList(1, parts.size()));
  }

  private static void assertHeaders(MimeMessage message) throws Exception {
    assertThat(message.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("ops@example.com");
    assertThat(Collections.list(message.getAllHeaders()))
        .extracting(header -> header.getName())
        .containsExactlyInAnyOrder(
            "Return-Path",
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type");
    assertThat(message.getSubject())
        .startsWith("[FAILED] 5 of 6 endpoints failed: html, large, moved and 2 more - <script>")
        .contains("= ?utf-8?Q?x=0D=0ABcc:")
        .doesNotContainPattern("\\p{Cc}");
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    message.writeTo(raw);
    String head = raw.toString(US_ASCII).split("\r\n\r\n", 2)[0];
    assertThat(head.lines()).noneMatch(line -> line.matches("(?i)(bcc|x-injected).*"));
  }

  private static void assertAttachments(List<BodyPart> files) throws Exception {
    assertThat(files).hasSize(6);
    int bytes = 0;
    for (BodyPart file : files) {
      byte[] content = content(file);
      bytes += content.length;
      assertThat(file.getFileName())
          .matches("(ERROR_)?0\\d_127\\.0\\.0\\.1_\\d+_[a-z]+_result\\.json");
      assertThat(file.getContentType()).startsWith("application/json");
      assertThat(content).hasSizeLessThan(256 * 1024);
      assertThat(Json.read(new String(content, UTF_8)).isObject()).isTrue();
    }
    assertThat(bytes).isLessThan(1024 * 1024);
  }

  @Test
  void inALogItIsPartOfALine() throws Exception {
    Served json = new Served(directory, environment("json"));
    try (json) {
      execute(json);
    }
    assertThat(json.lines())
        .allSatisfy(line -> assertThat(line.path("severity").isString()).isTrue());
    assertThat(json.lines())
        .filteredOn(line -> line.path("event").asString("").equals("endpoint_failed"))
        .hasSize(5);
    assertThat(json.log()).doesNotContainPattern("[\\p{Cc}&&[^\n]]");

    Served text = new Served(directory, environment("text"));
    try (text) {
      execute(text);
    }
    assertThat(text.log().lines())
        .allMatch(line -> line.matches("(2\\d{3}-\\d\\d-\\d\\dT\\S+Z [A-Z]{4}|    ).*"));
    assertThat(text.log()).doesNotContainPattern("[\\p{Cc}\u2028\u2029\u202e&&[^\n]]");
  }

  @Test
  void inAHeaderItIsRefusedAndInAReportItIsData() throws Exception {
    HttpResponse<String> answer;
    String run;
    HttpResponse<String> kept;
    try (Served service = new Served(directory, environment("json"))) {
      answer = execute(service);
      run = answer.headers().firstValue("X-Run-Id").orElseThrow();
      kept = service.send("GET", "/runs/" + run);
    }
    for (HttpResponse<String> shown : List.of(answer, kept)) {
      assertThat(shown.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'");
      assertThat(shown.headers().map()).doesNotContainKeys("bcc", "x-injected");
      assertThat(Json.read(shown.body()).path("failed").asInt()).isEqualTo(5);
    }
    JsonNode next = Json.read(answer.body()).path("errors").get(4);
    assertThat(next.path("name").asString()).isEqualTo("next");
    assertThat(next.path("error_type").asString()).isEqualTo("template");
    assertTold(run);
  }

  /** Nobody who is told gets a header, or a line, that an endpoint has written. */
  private void assertTold(String run) {
    assertThat(told.received())
        .extracting(request -> request.target())
        .containsExactlyInAnyOrder("/ping/start?rid=" + run, "/ping/fail?rid=" + run, "/hook");
    assertThat(told.received())
        .allSatisfy(
            request -> {
              assertThat(request.headers()).doesNotContainKeys("Bcc", "X-injected", "X-text");
              if (request.target().equals("/hook")) {
                assertThat(Json.read(request.body()).path("failed").asInt()).isEqualTo(5);
              } else {
                assertThat(request.body()).doesNotContain("\n", "<script");
              }
            });
  }
}
