package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class TemplatesTest {

  private static final String TEMPLATE = "{{ run.id }}";

  private static Text text(String place, String wanted) {
    return Text.of(place.equals(wanted) ? "a" + TEMPLATE : "a");
  }

  private static Payload payload(String place) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.putArray("items").addPOJO(text(place, "json"));
    tree.put("n", 1);
    return switch (place) {
      case "body" -> new Payload.Raw(Text.of(TEMPLATE));
      case "none" -> Payload.NONE;
      default -> new Payload.Json(tree);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "url, true",
    "header, true",
    "param, true",
    "body, true",
    "json, true",
    "none, false",
    "nowhere, false"
  })
  void aTemplateIsSeenWhereverItStands(String place, boolean seen) {
    Payload payload = payload(place);
    Target target =
        new Target(
            "POST",
            text(place, "url"),
            Map.of("X-Some", text(place, "header")),
            List.of(new Param("p", text(place, "param"))),
            Payload.NONE);

    assertThat(Templates.areIn(target, payload)).isEqualTo(seen);
    assertThat(Templates.texts(target, payload)).hasSize(seen ? 1 : 0);
  }
}
