package io.schedulerrunner.execute;

import io.schedulerrunner.config.HeaderValues;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Template.Evaluated;
import io.schedulerrunner.execute.Template.Fixed;
import io.schedulerrunner.execute.Template.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Puts values in the place of a request's templates, each as its place asks for: JSON keeps types,
 * a URL is percent-encoded, a header stays in its line.
 */
record TemplateRenderer(TemplateContext context) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The request without templates. */
  Target target(Target target) {
    Map<String, Text> headers = new LinkedHashMap<>();
    target.headers().forEach((name, text) -> headers.put(name, header("headers." + name, text)));
    List<Param> params = new ArrayList<>();
    target.params().forEach(param -> params.addAll(params(param)));
    return new Target(target.method(), url(target.url()), headers, params, target.payload());
  }

  /** The body without templates. */
  Payload payload(Payload payload) {
    return switch (payload) {
      case Payload.None none -> none;
      case Payload.Raw raw -> new Payload.Raw(text("body", raw.text(), UnaryOperator.identity()));
      case Payload.Json json -> new Payload.Json(node("json", json.tree()));
    };
  }

  private Text url(Text url) {
    if (!Template.isIn(url)) {
      return url;
    }
    UrlPlaces places = new UrlPlaces();
    StringBuilder whole = new StringBuilder();
    List<Text.Part> parts = new ArrayList<>();
    for (Segment segment : template("url", url).segments()) {
      List<Text.Part> more =
          switch (segment) {
            case Fixed fixed -> fixed.text().parts();
            case Evaluated evaluated ->
                literal(value("url", evaluated, it -> places.encode(whole, Values.text(it))));
          };
      parts.addAll(more);
      more.forEach(part -> whole.append(part.value()));
    }
    places
        .problem(whole.toString())
        .ifPresent(
            problem -> {
              throw new ExpressionException("The url made from its templates " + problem + ".");
            });
    return new Text(parts);
  }

  private static List<Text.Part> literal(String value) {
    return List.of(new Text.Literal(value));
  }

  private Text header(String where, Text text) {
    return text(
        where,
        text,
        value -> {
          HeaderValues.problem(value)
              .ifPresent(
                  problem -> {
                    throw new ExpressionException(problem);
                  });
          return value;
        });
  }

  private List<Param> params(Param param) {
    String where = "params." + param.name();
    Optional<Evaluated> whole =
        Template.isIn(param.value()) ? template(where, param.value()).whole() : Optional.empty();
    if (whole.isEmpty()) {
      return List.of(new Param(param.name(), text(where, param.value(), UnaryOperator.identity())));
    }
    return value(where, whole.orElseThrow(), TemplateRenderer::values).stream()
        .map(value -> new Param(param.name(), Text.of(value)))
        .toList();
  }

  private static List<String> values(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Values::text).toList()
        : List.of(Values.text(value));
  }

  private Text text(String where, Text text, UnaryOperator<String> check) {
    if (!Template.isIn(text)) {
      return text;
    }
    List<Text.Part> parts = new ArrayList<>();
    int length = 0;
    for (Segment segment : template(where, text).segments()) {
      List<Text.Part> more =
          switch (segment) {
            case Fixed fixed -> fixed.text().parts();
            case Evaluated evaluated ->
                literal(value(where, evaluated, it -> check.apply(Values.text(it))));
          };
      parts.addAll(more);
      length += more.stream().mapToInt(part -> part.value().length()).sum();
      Values.checked(length);
    }
    return new Text(parts);
  }

  private JsonNode node(String where, JsonNode tree) {
    return switch (tree) {
      case POJONode leaf -> leaf(where, (Text) leaf.getPojo());
      case ObjectNode object -> {
        ObjectNode rendered = NODES.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          rendered.set(field.getKey(), node(where + "." + field.getKey(), field.getValue()));
        }
        yield rendered;
      }
      case ArrayNode array -> {
        ArrayNode rendered = NODES.arrayNode();
        for (int i = 0; i < array.size(); i++) {
          rendered.add(node(where + "[" + i + "]", array.get(i)));
        }
        yield rendered;
      }
      default -> tree;
    };
  }

  private JsonNode leaf(String where, Text text) {
    Optional<Evaluated> whole =
        Template.isIn(text) ? template(where, text).whole() : Optional.empty();
    return whole
        .map(evaluated -> value(where, evaluated, Values::json))
        .orElseGet(() -> NODES.pojoNode(text(where, text, UnaryOperator.identity())));
  }

  private static Template template(String where, Text text) {
    try {
      return Template.of(text);
    } catch (ExpressionException e) {
      throw new ExpressionException("In " + where + ", " + e.getMessage() + ".");
    }
  }

  /** What was made of a secret is one, too: its base64, or its parts. */
  private void hide(Object value) {
    if (value instanceof String text) {
      context.scope().bodies().secrets().add(text);
    } else if (value instanceof Collection<?> items) {
      items.forEach(this::hide);
    } else if (value instanceof Map<?, ?> fields) {
      hide(fields.values());
    }
  }

  /** What a template evaluates to, made what its place asks for. */
  private <T> T value(String where, Evaluated evaluated, Function<Object, T> form) {
    Expression expression = evaluated.expression();
    try {
      Optional<Object> value = context.value(expression);
      value.filter(it -> expression.secret()).ifPresent(this::hide);
      return value
          .map(form)
          .orElseThrow(
              () ->
                  new ExpressionException("evaluates to nothing: " + context.missing(expression)));
    } catch (ExpressionException e) {
      throw new ExpressionException(
          "The template {{ %s }} at character %d of %s %s."
              .formatted(expression.shown().strip(), evaluated.position(), where, e.getMessage()));
    }
  }
}
