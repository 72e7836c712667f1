package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.OpenApiContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What other tests hold no answer against: they see it without the whole service. */
final class OpenApiTest {

  @ParameterizedTest
  @CsvSource({
    "/execute, post, 429",
    "/tick, post, 429",
    "/runs/{id}/retry, post, 429",
    "/runs/{id}/retry, post, 400",
    "/runs/{id}/events, get, 204",
    "/task1, post, 413",
    "/task2, post, 413",
    "/task3, post, 413"
  })
  void rareAnswersAreDescribed(String path, String method, String status) {
    JsonNode operation = OpenApiContract.description().path("paths").path(path).path(method);

    assertThat(operation.path("responses").propertyNames()).contains(status);
  }
}
