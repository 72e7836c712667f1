package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The schema for editors says what the code says. */
final class SchemaTest {

  private static final JsonNode TREE = Json.read(read(Path.of("docs/endpoints.schema.json")));
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TREE);

  /** A field that nobody has and that is near to none, to be told which there are. */
  private static final String UNKNOWN = "'qqqqqqqqqqqq': 1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "document|{'endpoints': [], U}",
        "endpoint|[{'url': 'https://a.example', U}]",
        "defaults|{'defaults': {U}, 'endpoints': []}",
        "limit|{'limits': {'a': {'spread': 1, U}}, 'endpoints': []}",
        "expect|[{'url': 'https://a.example', 'expect': {U}}]",
        "retry|[{'url': 'https://a.example', 'retry': {U}}]",
        "oidc|[{'url': 'https://a.example', 'auth': {'type': 'oidc', U}}]",
        "oauth|[{'url': 'https://a.example', 'auth': {'type': 'oauth', U}}]",
        "basic|[{'url': 'https://a.example',"
            + " 'auth': {'type': 'basic', 'username': 'a', 'password': 'b', U}}]",
        "bearer|[{'url': 'https://a.example', 'auth': {'type': 'bearer', 'token': 'a', U}}]",
        "hmac|[{'url': 'https://a.example', 'auth': {'type': 'hmac', 'secret': 'a', U}}]",
        "none|[{'url': 'https://a.example', 'auth': {'type': 'none', U}}]",
      })
  void theSchemaHasTheFieldsOfTheCodeAndNoOthers(String definition, String endpoints) {
    ConfigurationException refusal =
        catchThrowableOfType(
            ConfigurationException.class, () -> Endpoints.read(endpoints.replace("U", UNKNOWN)));
    String message = Objects.requireNonNull(refusal.getMessage());
    String known = message.substring(message.indexOf("known are ") + 10, message.length() - 1);

    assertThat(TREE.path("$defs").path(definition).path("properties").propertyNames())
        .containsExactlyInAnyOrder(known.split(", "));
  }

  @Test
  void everythingIsDescribed() {
    TREE.path("$defs")
        .forEachEntry(
            (name, definition) -> {
              assertThat(definition.path("description").asString()).as(name).isNotBlank();
              definition
                  .path("properties")
                  .forEachEntry(
                      (field, schema) ->
                          assertThat(schema.path("description").asString())
                              .as("%s.%s", name, field)
                              .isNotBlank());
            });
  }

  @Test
  void defaultsAreThoseOfTheCode() {
    JsonNode endpoint = TREE.path("$defs").path("endpoint").path("properties");
    Endpoint read = Endpoints.one("'schedule': '@daily', 'retry': {}");

    assertThat(endpoint.path("method").path("default").asString())
        .isEqualTo(read.target().method());
    assertThat(endpoint.path("timeout").path("default").asLong())
        .isEqualTo(read.timeout().toSeconds());
    assertThat(endpoint.path("time_zone").path("default").asString()).isEqualTo("UTC");
    String schedule =
        Stream.of("time_zone", "dst", "except", "catch_up", "catch_up_window")
            .map(name -> ", '" + name + "': " + endpoint.path(name).path("default"))
            .reduce("'schedule': '@daily'", String::concat);
    assertThat(Endpoints.one(schedule).schedule()).map(Schedule::dst).contains(DstPolicy.ONCE);
    assertThat(Endpoints.one(schedule).schedule().map(Schedule::calendar))
        .isEqualTo(read.schedule().map(Schedule::calendar));
    assertThat(Endpoints.one(schedule).schedule().map(Schedule::catchUp))
        .isEqualTo(read.schedule().map(Schedule::catchUp));
    JsonNode retry = TREE.path("$defs").path("retry").path("properties");
    String defaults =
        Stream.of("max_attempts", "min_backoff", "max_backoff", "on")
            .map(name -> "'" + name + "': " + retry.path(name).path("default"))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    assertThat(Endpoints.one("'retry': {" + defaults + "}").retry()).isEqualTo(Retry.NEVER);
    JsonNode expect = TREE.path("$defs").path("expect").path("properties");
    assertThat(
            Endpoints.one("'expect': {'status': " + expect.path("status").path("default") + "}")
                .expect())
        .isEqualTo(Expectation.SUCCESS);
    assertThat(Endpoints.one("'auth': {'type': 'hmac', 'secret': 'a'}").auth().map(Auth::toString))
        .map(text -> text.contains(headerDefault()))
        .contains(true);
  }

  private static String headerDefault() {
    JsonNode hmac = TREE.path("$defs").path("hmac").path("properties");
    return hmac.path("header").path("default").asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "['https://a.example', '{{ x }}', '${URL}']",
        "{'endpoints': ['https://a.example'], 'limits': {}, 'defaults': {}}",
        "{'limits': {'a': {'concurrency': 1, 'rate': 0.5, 'per': 'minute', 'spread': 0.1,"
            + " 'hosts': ['a.example']}}, 'endpoints': [{'url': 'https://b.example', 'limit': 'a'}]}",
        "{'defaults': {'method': 'get', 'headers': {'X-A': 'a'}, 'timeout': 0.5, 'tags': ['a'],"
            + " 'time_zone': 'UTC', 'expect': {'status': [200, '3xx'], 'body': 'x'},"
            + " 'retry': {'max_attempts': 3, 'min_backoff': 0, 'max_backoff': 1,"
            + " 'on': ['dns', 500, '4xx']}, 'auth': {'type': 'oidc', 'audience': 'a'}},"
            + " 'endpoints': []}",
        "[{'url': 'https://a.example', 'name': 'a', 'method': '${METHOD}', 'json': null,"
            + " 'params': {'a': 1, 'b': ['x', true]}, 'schedule': '@daily', 'time_zone': 'UTC',"
            + " 'depends_on': [], 'when': 'x', 'tags': [], 'auth': {'type': 'oauth',"
            + " 'scopes': ['a']}}]",
        "[{'url': 'https://a.example', 'body': {}, 'auth': {'type': 'basic', 'username': 'a',"
            + " 'password': 'b'}}, {'url': 'https://a.example', 'auth': {'type': 'bearer',"
            + " 'token': 'a'}}, {'url': 'https://a.example', 'auth': {'type': 'hmac',"
            + " 'secret': 'a', 'header': 'X'}}, {'url': 'https://a.example',"
            + " 'auth': {'type': 'none'}}]",
      })
  void whatTheCodeTakesTheSchemaTakes(String endpoints) {
    Endpoints.read(endpoints, "URL=https://c.example", "METHOD=get");

    assertThat(SCHEMA.validate(Json.read(endpoints.replace('\'', '"')))).isEmpty();
  }

  /** A schema cannot know what only a look at the whole, or into a string, can tell. */
  @Test
  void whatTheCodeRefusesTheSchemaRefusesWhereItCan() {
    Set<String> accepted = new LinkedHashSet<>();
    for (Cases mistake : Cases.of("/config/endpoints.cases")) {
      Optional<JsonNode> tree = parsed(mistake.input());
      if (tree.isPresent() && SCHEMA.validate(tree.orElseThrow()).isEmpty()) {
        accepted.add(mistake.title());
      }
    }

    assertThat(accepted)
        .containsExactlyInAnyOrder(
            "a url without a scheme",
            "a url without a host",
            "a url with an impossible port",
            "a url with a blank",
            "a template that can make no http url",
            "two endpoints of one name, which is secret",
            "a secret that is no name",
            "two endpoints of one name",
            "headers that smuggle",
            "the same header twice",
            "a time zone without a schedule",
            "a calendar without a schedule",
            "unknown dependencies",
            "an endpoint that waits for itself",
            "endpoints that wait for one another",
            "two circles",
            "auth beside an Authorization header",
            "an environment variable that is not set",
            "an environment variable that is not closed",
            "an environment variable that breaks a header",
            "ports of hosts that only some resolvers know",
            "a template in the place of a port",
            "pauses of the defaults the wrong way round",
            "a fragment after a template",
            "an endpoint whose pauses do not fit those of the defaults");
  }

  private static Optional<JsonNode> parsed(String json) {
    try {
      return Optional.of(Json.read(json));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> definitions = Set.copyOf(TREE.path("$defs").propertyNames());
    Collection<String> references =
        TREE.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();

    assertThat(references)
        .allSatisfy(
            reference -> assertThat(definitions).contains(reference.replace("#/$defs/", "")));
    assertThat(List.copyOf(references)).hasSizeGreaterThan(10);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
