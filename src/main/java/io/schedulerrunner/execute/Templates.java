package io.schedulerrunner.execute;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/**
 * The expressions of endpoints, found without evaluating anything and without loading the library
 * that does. Thread-safe.
 */
public final class Templates {

  /** A string and where it stands, such as {@code headers.Accept}. */
  record Place(String where, Text text) {}

  private Templates() {}

  /**
   * The endpoints whose results an endpoint's templates and its {@code when} name.
   *
   * @return names, whether they exist or not; what is only known when it is evaluated is left out
   */
  public static Set<String> endpointsNamed(Endpoint endpoint) {
    Set<String> names = new LinkedHashSet<>();
    for (References references : references(endpoint, endpoint.target().payload())) {
      names.addAll(references.names());
    }
    return names;
  }

  /** What each expression of a call refers to. */
  static List<References> references(Call call) {
    return references(call.endpoint(), call.payload());
  }

  private static List<References> references(Endpoint endpoint, Payload payload) {
    List<References> references = new ArrayList<>();
    try {
      texts(endpoint.target(), payload)
          .forEach(place -> references.addAll(references(Template.of(place.text()))));
      endpoint
          .when()
          .ifPresent(when -> references.add(References.in(Expression.of(when).source())));
    } catch (ExpressionException e) {
      // Named where it is checked, or by the call that fails for it.
      return references;
    }
    return references;
  }

  private static List<References> references(Template template) {
    return template.expressions().stream()
        .map(evaluated -> References.in(evaluated.expression().source()))
        .toList();
  }

  /** Every string of a request that holds a template, by where it stands in the endpoint. */
  static List<Place> texts(Target target, Payload payload) {
    List<Place> texts = new ArrayList<>();
    add(texts, "url", target.url());
    target.headers().forEach((name, text) -> add(texts, "headers." + name, text));
    for (Param param : target.params()) {
      add(texts, "params." + param.name(), param.value());
    }
    if (payload instanceof Payload.Raw raw) {
      add(texts, "body", raw.text());
    } else if (payload instanceof Payload.Json json) {
      addTree(texts, "json", json.tree());
    }
    return texts;
  }

  /** Whether there is any such string; called for each attempt, so it makes nothing. */
  static boolean areIn(Target target, Payload payload) {
    if (Template.isIn(target.url())) {
      return true;
    }
    for (Text header : target.headers().values()) {
      if (Template.isIn(header)) {
        return true;
      }
    }
    for (Param param : target.params()) {
      if (Template.isIn(param.value())) {
        return true;
      }
    }
    return payload instanceof Payload.Raw raw
        ? Template.isIn(raw.text())
        : payload instanceof Payload.Json json && isIn(json.tree());
  }

  private static boolean isIn(JsonNode tree) {
    if (tree instanceof POJONode leaf) {
      return Template.isIn((Text) leaf.getPojo());
    }
    for (JsonNode part : tree) {
      if (isIn(part)) {
        return true;
      }
    }
    return false;
  }

  private static void add(List<Place> texts, String where, Text text) {
    if (Template.isIn(text)) {
      texts.add(new Place(where, text));
    }
  }

  private static void addTree(List<Place> texts, String where, JsonNode tree) {
    if (tree instanceof POJONode leaf) {
      add(texts, where, (Text) leaf.getPojo());
    }
    tree.propertyStream()
        .forEach(field -> addTree(texts, where + "." + field.getKey(), field.getValue()));
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      addTree(texts, where + "[" + i + "]", tree.get(i));
    }
  }
}
