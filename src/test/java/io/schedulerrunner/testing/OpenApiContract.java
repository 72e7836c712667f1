package io.schedulerrunner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers of the service against its own description. */
public final class OpenApiContract {

  private static final String FILE = "/io/schedulerrunner/web/openapi.json";

  /** What every route may answer, and the description says once for all. */
  private static final String ANYWHERE = "401 403 405 503";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final JsonNode API = read();

  private OpenApiContract() {}

  /** The description. */
  public static JsonNode description() {
    return API;
  }

  /** Fails where the description knows the path, but not such an answer. */
  public static void check(String method, String path, HttpResponse<String> response) {
    Optional<String> template =
        API.get("paths").propertyNames().stream()
            .filter(known -> path.split("\\?", 2)[0].matches(known.replaceAll("\\{.*?}", "[^/]+")))
            .findFirst();
    if (template.isPresent() && !method.equals("HEAD") && !method.equals("OPTIONS")) {
      JsonNode operation =
          API.get("paths").get(template.get()).path(method.toLowerCase(Locale.ROOT));
      check(method + " " + path, operation, response);
    }
  }

  private static void check(String what, JsonNode operation, HttpResponse<String> response) {
    String status = Integer.toString(response.statusCode());
    JsonNode documented = resolved(operation.path("responses").path(status));
    if (documented.isMissingNode()) {
      assertThat(ANYWHERE)
          .as("%s answers %s, which is not described", what, status)
          .contains(status);
      documented = API.at("/components/responses/Unauthorized");
    }
    JsonNode content = documented.path("content");
    if (!content.isMissingNode()) {
      String type = response.headers().firstValue("content-type").orElse("").split(";", 2)[0];
      assertThat(content.has(type)).as("%s answers %s as %s", what, status, type).isTrue();
      if (type.equals("application/json")) {
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        ObjectNode schema = (ObjectNode) content.get(type).get("schema").deepCopy();
        schema.set("components", API.get("components"));
        assertThat(REGISTRY.getSchema(schema).validate(answer))
            .as("%s answers %s: %s", what, status, answer)
            .isEmpty();
      }
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? API.at(node.get("$ref").asString().substring(1)) : node;
  }

  private static JsonNode read() {
    InputStream in = Objects.requireNonNull(OpenApiContract.class.getResourceAsStream(FILE));
    return JsonMapper.shared().readTree(in);
  }
}
