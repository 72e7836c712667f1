package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** One endpoint that logs in, and one whose templates use the answer. */
abstract class Templating {

  static final String LOGIN =
      """
      {"token": "t/1", "user": {"id": 7, "tags": ["a", "b&c"]}, "none": null, "base": "http://h",
       "line": "a\\r\\nb", "url": "https://other.example/x", "big": 12345678901234567890}
      """;

  final FakeEndpoints endpoints = new FakeEndpoints().answering("login", Answers.json(LOGIN));

  static Endpoint sending(String url, Map<String, String> headers, Payload payload) {
    Map<String, Text> texts = new java.util.LinkedHashMap<>();
    headers.forEach((name, value) -> texts.put(name, Text.of(value)));
    return sending(new Target("POST", Text.of(url), texts, List.of(), payload));
  }

  static Endpoint sending(Target target) {
    return Plans.sending(target, Plans.get("use", "http://unused/"));
  }

  static Endpoint body(String body) {
    return sending("http://h/", Map.of(), new Payload.Raw(Text.of(body)));
  }

  static Endpoint json(String json) {
    return sending("http://h/", Map.of(), new Payload.Json(tree(Json.read(json))));
  }

  /** As the configuration's reader does it. */
  static JsonNode tree(JsonNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = nodes.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), tree(field.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = nodes.arrayNode();
        array.forEach(element -> copy.add(tree(element)));
        yield copy;
      }
      default ->
          node.isString() && node.stringValue().contains("{{")
              ? new POJONode(Text.of(node.stringValue()))
              : node;
    };
  }

  Result use(Endpoint use) {
    return endpoints
        .run(Plans.sequential(Plans.get("login", "http://h/"), use))
        .results()
        .getLast();
  }

  void assertTemplateFailure(Endpoint use, String message) {
    Result result = use(use);

    assertThat(Executors.failed(result).failure())
        .isEqualTo(new Failure(ErrorType.TEMPLATE, message));
    assertThat(endpoints.called()).containsExactly("login");
    assertThat(result.attempts()).isEmpty();
  }

  static Optional<StepAnswer> kept(Call call, Endpoint... plan) {
    StepAnswers answers = StepAnswers.of(Plans.sequential(plan));
    answers.keep(call, Answers.answer(200, "{}"));
    return answers.of("login");
  }
}
