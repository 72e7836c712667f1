package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Payload;
import io.schedulerrunner.testing.Plans;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadsTest {

  private static final String TEXT = "{\"a\":[1,\"zwei\"]}";

  private static JsonNode tree() {
    return JsonMapper.shared().readTree(TEXT);
  }

  private static Payloads of(JsonNode first, JsonNode second, JsonNode third) {
    return Payloads.of(
        Plans.parallel(
            Plans.endpoint("one", "POST", "http://h/", new Payload.Json(first)),
            Plans.get("none", "http://h/"),
            Plans.endpoint("two", "POST", "http://h/", new Payload.Json(second)),
            Plans.endpoint("three", "POST", "http://h/", new Payload.Json(third))));
  }

  @Test
  void whatSeveralCallsSendIsRenderedOnce() {
    JsonNode tree = tree();
    Payloads payloads = of(tree, tree, tree);

    byte[] bytes = payloads.bytes(tree);

    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(payloads.bytes(tree)).isSameAs(bytes);
  }

  /** It would be kept for as long as the run goes on. */
  @Test
  void whatOneCallSendsIsNotKept() {
    JsonNode tree = tree();
    Payloads payloads = of(tree, tree(), tree());

    byte[] bytes = payloads.bytes(tree);

    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(payloads.bytes(tree)).isNotSameAs(bytes);
  }
}
