package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.report.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another site, in the browser of somebody who can reach an open service. */
class CrossSiteTest {

  private final FakeExecutor executor = FakeExecutor.answering(call -> Sample.succeeded(200));

  private String post(String path, String... headers) throws Exception {
    try (Service service = Service.with(executor)) {
      StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost:5000");
      List.of(headers).forEach(header -> head.append("\r\n").append(header));
      return service.raw(head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: https://evil.example.com",
        "Origin: http://localhost:8080",
        "Origin: null",
        "Origin: localhost:5000",
      })
  void mayStartNothing(String header) throws Exception {
    assertThat(post("/execute", header))
        .startsWith("HTTP/1.1 403 ")
        .endsWith(
            "{\"error\":\"forbidden\","
                + "\"message\":\"Pages of other sites may change nothing here.\"}");
    assertThat(executor.contexts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: of these",
        "Sec-Fetch-Site: none",
        "Origin: http://localhost:5000",
        "Origin: http://LOCALHOST:5000",
        "Sec-Fetch-Site: same-origin\r\nOrigin: https://behind-a-proxy.example.com",
      })
  void theServicesOwnPagesAndOtherProgramsMay(String header) throws Exception {
    assertThat(post("/execute", header)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void readingIsNotItsConcern() throws Exception {
    try (Service service = Service.with(executor)) {
      assertThat(service.send("GET", "/", "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(200);
    }
  }
}
