package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Asking for the next page of runs; their ids look like those of the product. */
final class RunPagesTest extends Routing {

  private static final String ID = "019c5d2e-7a4b-7c31-8f00-%012x";

  @Override
  String idFormat() {
    return ID;
  }

  @Test
  void aListComesInPages() throws Exception {
    execute();
    execute();
    execute();

    JsonNode first = get("/runs?limit=2");
    assertThat(first.get("runs").findValuesAsString("id"))
        .containsExactly(ID.formatted(3), ID.formatted(2));
    assertThat(first.get("next_cursor").asString()).isEqualTo(ID.formatted(2));
    JsonNode second = get("/runs?limit=2&cursor=" + ID.formatted(2));
    assertThat(second.get("runs").findValuesAsString("id")).containsExactly(ID.formatted(1));
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void theRunOfACursorNeedNotBeKeptAnyMore() throws Exception {
    execute();

    assertThat(get("/runs?cursor=" + ID.formatted(9)).get("runs").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "..%2F..%2Fruns",
        "019C5D2E-7A4B-7C31-8F00-000000000001",
        "019c5d2e-7a4b-7c31-8f00-00000000000g",
        "019c5d2e-7a4b-7c31-8f00-000000000001%0A"
      })
  void whatNoPageGaveIsRefused(String cursor) throws Exception {
    HttpResponse<String> response = service.send("GET", "/runs?limit=0&cursor=" + cursor);

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode details = Service.json(response).get("details");
    assertThat(details.findValuesAsString("where")).containsExactly("cursor", "limit");
    assertThat(details.get(0).toString())
        .isEqualTo(
            "{\"where\":\"cursor\",\"message\":\"must be the next_cursor of the page before.\","
                + "\"example\":\"cursor=019c5d2e-7a4b-7c31-8f00-5b6a7c8d9e0f\"}");
  }
}
