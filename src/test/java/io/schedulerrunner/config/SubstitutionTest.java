package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

final class SubstitutionTest {

  private static final String SECRET = "not-a-real-secret-1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${A}|1|***",
        "x${A}y${B}z|x1y22z|x***y***z",
        "${A}${A}|11|******",
        "$A|$A|$A",
        "$|$|$",
        "{A}|{A}|{A}",
        "$${A}|${A}|${A}",
        "$$${A}|$${A}|$${A}",
        "x$${A} ${A}|x${A} 1|x${A} ***",
        "${A}$${A}|1${A}|***${A}",
        "$${|${|${",
        "${A}}|1}|***}",
        "{{ x }} ${A}|{{ x }} 1|{{ x }} ***",
        "``|``|``",
      })
  void variablesArePutIn(String raw, String value, String shown) {
    Reading reading = Reading.configured("", Map.of("A", "1", "B", "22"));

    Text text = reading.text(raw, "");

    assertThat(reading.problems()).isEmpty();
    assertThat(text.value()).isEqualTo(value);
    assertThat(text.shown()).isEqualTo(shown);
    assertThat(text).hasToString(shown);
  }

  @Test
  void piecesKnowWhereTheyComeFrom() {
    Text text = Reading.configured("", Map.of("A", "{{ x }}")).text("a$${b${A}c", "");

    assertThat(text.parts())
        .containsExactly(
            new Text.Literal("a${b"),
            new Text.Substituted("A", "{{ x }}", true),
            new Text.Literal("c"));
    assertThat(text.parts().get(1)).hasToString("${A}");
    assertThat(text.isLiteral()).isFalse();
    assertThat(Text.of("x").isLiteral()).isTrue();
  }

  @Test
  void aValueIsNeverReadAgain() {
    Reading reading = Reading.configured("", Map.of("A", "${B}", "B", "no"));

    assertThat(reading.text("${A}", "").value()).isEqualTo("${B}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.example", "https://a.example:8080/x?y=z#f", "https://[::1]/"})
  void anHttpUrlIsNoSecret(String url) {
    Endpoint endpoint = Endpoints.url("${BASE}", "BASE=" + url);

    assertThat(endpoint.target().url().shown()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:not-a-real-secret-1@a.example",
        "https://user@a.example",
        "ftp://a.example",
        "https:a",
        "https://",
        "https://a b",
        "httpsx://a.example"
      })
  void everythingElseIsOne(String value) {
    EndpointSet set =
        Endpoints.read("[{'url': 'https://a.example', 'json': '${V}'}]", "V=" + value);

    assertThat(set.endpoints().getFirst().target().payload())
        .isEqualTo(
            new Payload.Json(
                new POJONode(new Text(List.of(new Text.Substituted("V", value, true))))));
    assertThat(set.secrets().redact("<" + value + ">")).isEqualTo("<***>");
  }

  @Test
  void variablesStandInEveryString() {
    EndpointSet set =
        Endpoints.read(
            """
            {'limits': {'${S}': {'concurrency': 1}},
             'defaults': {'headers': {'X-${S}': 'h ${S}'}},
             'endpoints': [{'url': 'https://a.example/${S}', 'params': {'${S}': ['p ${S}']},
               'json': {'${S}': [{'a': 'j ${S}'}, '{{ t }}', 'plain', '$${S}']}, 'tags': ['${S}'],
               'schedule': '${CRON}', 'time_zone': '${ZONE}', 'method': '${METHOD}',
               'when': 'w ${S}', 'expect': {'body': 'e ${S}'}}]}
            """
                .replace("'${S}': {'concurrency'", "'x': {'concurrency'")
                .replace("X-${S}", "X-S"),
            "S=" + SECRET,
            "CRON=@daily",
            "ZONE=Europe/Berlin",
            "METHOD=get");

    Endpoint endpoint = set.endpoints().getFirst();
    assertThat(endpoint.target().url().value()).isEqualTo("https://a.example/" + SECRET);
    assertThat(endpoint.target().url().shown()).isEqualTo("https://a.example/***");
    assertThat(endpoint.target().headers().get("X-S")).hasToString("h ***");
    assertThat(endpoint.target().params())
        .extracting(Param::name, param -> param.value().value())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("${S}", "p " + SECRET));
    assertThat(endpoint.tags()).containsExactly(SECRET);
    assertThat(endpoint.schedule()).map(Schedule::expression).contains("@daily");
    assertThat(endpoint.target().method()).isEqualTo("GET");
    assertThat(endpoint.when()).map(Text::value).contains("w " + SECRET);
    assertThat(endpoint.expect().body()).map(Text::shown).contains("e ***");
    assertThat(endpoint.target().payload())
        .hasToString("Json[tree={\"${S}\":[{\"a\":\"j ***\"},\"{{ t }}\",\"plain\",\"${S}\"]}]");
  }

  @Test
  void onlyStringsWithSomethingInThemBecomeTexts() {
    JsonNode tree =
        ((Payload.Json)
                Endpoints.one("'json': ['plain', '{{ t }}', '${S}', '$${S}', 1]", "S=" + SECRET)
                    .target()
                    .payload())
            .tree();

    assertThat(tree).extracting(JsonNode::isPojo).containsExactly(false, true, true, false, false);
    assertThat(tree.get(3).stringValue()).isEqualTo("${S}");
  }

  @Test
  void aShortSecretIsHiddenWhereItStandsAndAWarningNamesIt() {
    EndpointSet set =
        Endpoints.read("['https://a.example/${PIN}${TOKEN}']", "PIN=12345", "TOKEN=123456");

    assertThat(set.endpoints().getFirst().target().url()).hasToString("https://a.example/******");
    assertThat(set.secrets().redact("12345 123456")).isEqualTo("12345 ***");
    assertThat(set.warnings())
        .containsExactly(
            "${PIN} has fewer than 6 characters: it is hidden where it was put in, but not searched"
                + " for elsewhere.");
  }
}
