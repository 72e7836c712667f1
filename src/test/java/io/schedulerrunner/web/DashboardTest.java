package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.OpenApiContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class DashboardTest {

  private static final String KEY = "not-a-real-key-1";
  private static final int MOST_BYTES = 150 * 1024;

  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)), KEY);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "TEXT/HTML; charset=utf-8, */*;q=0.1",
        "text/*, application/json;q=0.5",
        "application/json; q=0, */*",
      })
  void browsersGetThePageWithoutCredentials(String accept) throws Exception {
    HttpResponse<String> page = service.send("GET", "/", "Accept", accept);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("vary")).hasValue("Accept, Accept-Encoding");
    assertThat(page.body()).contains("<title>Scheduler Runner</title>").doesNotContain("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/json, text/html",
        "text/html;q=0.5, application/json;q=0.9",
        "text/html;q=high, */*;q=0.1",
        "text/plain",
      })
  void othersGetJsonAndNeedCredentials(String accept) throws Exception {
    assertThat(service.send("GET", "/", "Accept", accept).statusCode()).isEqualTo(401);
    assertThat(
            service
                .send("GET", "/", "Accept", accept, "X-API-Key", KEY)
                .headers()
                .firstValue("content-type"))
        .hasValue("application/json");
  }

  @Test
  void anOpenPageOpensNothingElseAtItsPath() throws Exception {
    assertThat(service.send("GET", "/").statusCode()).isEqualTo(401);
    HttpResponse<String> post = service.send("POST", "/", "Accept", "text/html");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @CsvSource({
    "app.css, text/css; charset=utf-8",
    "main.js, text/javascript; charset=utf-8",
    "icon.svg, image/svg+xml"
  })
  void filesHaveTheirTypeAndNothingInlineIsAllowed(String file, String type) throws Exception {
    HttpResponse<String> response = service.send("GET", "/dashboard/" + file);

    assertThat(response.headers().firstValue("content-type")).hasValue(type);
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = service.send("GET", "/dashboard/main.js");
    String tag = first.headers().firstValue("etag").orElseThrow();

    HttpResponse<String> again =
        service.send("GET", "/dashboard/main.js", "If-None-Match", "\"other\", " + tag);
    HttpResponse<String> changed =
        service.send("GET", "/dashboard/main.js", "If-None-Match", "\"other\"");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(changed.body()).isEqualTo(first.body());
    assertThat(service.send("GET", "/dashboard/api.js").headers().firstValue("etag"))
        .isPresent()
        .isNotEqualTo(first.headers().firstValue("etag"));
  }

  @Test
  void filesAreCompressedForThoseWhoCanReadThat() throws Exception {
    String plain = service.send("GET", "/dashboard/app.css").body();

    HttpResponse<byte[]> packed = compressed("app.css", "br, GZIP");

    assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body()))).hasContent(plain);
    assertThat(compressed("app.css", "gzip;q=0").headers().firstValue("content-encoding"))
        .isEmpty();
  }

  @Test
  void everyFileIsServedAndAllOfThemAreLight() throws Exception {
    Path folder = Path.of(Objects.requireNonNull(Dashboard.class.getResource("dashboard")).toURI());
    long bytes = 0;
    Set<String> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    Set<String> served = new HashSet<>(Dashboard.FILES);
    served.addAll(List.of("index.html", "docs.html"));
    assertThat(files).isEqualTo(served);
    for (String file : Dashboard.FILES) {
      bytes += compressed(file, "gzip").body().length;
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/nothing.js", "/dashboard/..", "/dashboard/index.html"})
  void nothingElseIsServed(String path) throws Exception {
    assertThat(service.send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void theDocumentationIsOpen() throws Exception {
    assertThat(service.send("GET", "/docs").body()).contains("dashboard/docs.js");
    JsonNode api = Service.json(service.send("GET", "/openapi.json"));
    assertThat(api.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(api.at("/info/version").asString()).isEqualTo("1.2.3");
  }

  @Test
  void theDescriptionHasEveryRoute() throws Exception {
    JsonNode index = Service.json(service.send("GET", "/", "X-API-Key", KEY));

    for (JsonNode route : index.get("routes")) {
      String path = route.get("path").asString();
      String method = route.get("method").asString().toLowerCase(Locale.ROOT);
      if (!path.startsWith("/echo")) {
        assertThat(OpenApiContract.description().get("paths").path(path).has(method))
            .as("%s %s", method, path)
            .isTrue();
      }
    }
  }

  @Test
  void answersOfTheHistoryAreAsDescribed() throws Exception {
    try (Service failing =
        Service.with(FakeExecutor.answering(call -> call.index() == 0 ? failed() : good()))) {
      String id = failing.send("POST", "/execute").headers().firstValue("X-Run-Id").orElseThrow();

      assertThat(failing.send("GET", "/runs").statusCode()).isEqualTo(200);
      assertThat(failing.send("GET", "/runs?limit=0").statusCode()).isEqualTo(400);
      assertThat(failing.send("GET", "/runs/" + id).statusCode()).isEqualTo(200);
      assertThat(failing.send("GET", "/runs/nobody").statusCode()).isEqualTo(404);
      assertThat(failing.send("GET", "/runs/" + id + "/events").body()).contains("event: finished");
      assertThat(failing.send("GET", "/statistics").body()).contains("\"recent\":[{\"ok\":");
      assertThat(failing.send("POST", "/runs/" + id + "/retry").statusCode()).isEqualTo(500);
    }
  }

  private static Outcome failed() {
    return new Outcome.Failed(new Failure(ErrorType.STATUS, "HTTP 503"), Optional.empty());
  }

  private static Outcome good() {
    return Sample.succeeded(200);
  }

  private HttpResponse<byte[]> compressed(String file, String accepted)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/dashboard/" + file))
            .header("Accept-Encoding", accepted)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
