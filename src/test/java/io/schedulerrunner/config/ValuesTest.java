package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** The small types of a configuration. */
final class ValuesTest {

  private static final Text TEXT =
      new Text(List.of(new Text.Substituted("TOKEN", "not-a-real-secret-1", true)));

  @Test
  void aTextIsNeverShownByAccident() {
    JsonNode tree = JsonNodeFactory.instance.arrayNode().add(new POJONode(TEXT));

    assertThat(tree).hasToString("[\"***\"]");
    assertThat(new Payload.Json(tree)).hasToString("Json[tree=[\"***\"]]");
    JsonMapper typed =
        JsonMapper.builder()
            .activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build())
            .build();
    assertThat(typed.writeValueAsString(new Object[] {TEXT})).contains("\"***\"");
  }

  @Test
  void aProblemSaysWhereWhatAndHow() {
    assertThat(new Problem("", "is wrong.", "")).hasToString("is wrong.");
    assertThat(new Problem("here", "is wrong.", "")).hasToString("here: is wrong.");
    assertThat(new Problem("here", "is wrong.", "1")).hasToString("here: is wrong. Example: 1");
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "299, true", "300, false", "404, true", "405, false"})
  void aStatusBelongsToASetOrNot(int status, boolean contained) {
    StatusSet set =
        new StatusSet(List.of(new StatusSet.Range(200, 299), new StatusSet.Range(404, 404)));

    assertThat(set.contains(status)).isEqualTo(contained);
  }

  @Test
  void aSetOfStatusesIsWrittenAsItIsRead() {
    StatusSet set =
        new StatusSet(List.of(new StatusSet.Range(200, 200), new StatusSet.Range(300, 399)));

    assertThat(set).hasToString("200, 300-399");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, ***",
    "PROXY-AUTHORIZATION, ***",
    "cookie, ***",
    "X-Api-Key, ***",
    "X-Key, plain"
  })
  void headersWithCredentialsAreHiddenEvenWhereTheyAreWrittenOut(String name, String shown) {
    assertThat(CredentialHeaders.shown(name, Text.of("plain"))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Key", "a", "!#$%&'*+-.^_`|~", "X1"})
  void headerNamesAreTokens(String name) {
    assertThat(HeaderReader.nameProblem(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Key", "X:", "X\n", "ü", "(x)", "a,b", "\"", "{", "@", "[", "\\"})
  void whatIsNoTokenIsNoHeaderName(String name) {
    assertThat(HeaderReader.nameProblem(name))
        .contains("is not the name of a header: only letters, digits and !#$%&'*+-.^_`|~.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "CONTENT-LENGTH",
        "transfer-encoding",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect"
      })
  void whatTheConnectionNeedsCannotBeSet(String name) {
    assertThat(HeaderReader.nameProblem(name))
        .contains("is set by the runner itself and cannot be configured.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\tb", "~", "\u0080", "\u00ff"})
  void headerValuesAreVisible(String value) {
    assertThat(HeaderValues.problem(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001f", "a\r", "a\n", "\u007f", "\u0100", "😀"})
  void headerValuesHoldNothingElse(String value) {
    assertThat(HeaderValues.problem(value)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ a\nb }}", "x{{ a\n }}y{{ b\n }}z", "{{ a\n"})
  void expressionsInHeadersMayGoOverLines(String value) {
    String json = value.replace("\n", "\\n");

    assertThat(Endpoints.one("'headers': {'X': '" + json + "'}").target().headers().get("X"))
        .isEqualTo(Text.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "a@b, true",
    "a@, false",
    "@b, false",
    "a, false",
    "'a@b,c@d', true",
    "'a@b, c@d', true",
    "'a@b,', false",
    "'a@b\n', true",
    "'a\n@b', false",
    "Ops Team <a@b>, true",
    "'a@b, Ops <c@d>', true",
    "<a@b>, true",
    "Ops Team a@b, false",
    "a@b; c@d, false",
    "a@b@c, false",
    "<a@b@c>, false",
    "<@b>, false",
    "Ops <a>, false",
    "Ops <a@b, false",
    "o@ps <a@b>, false",
    "'Ops\n <a@b>', false"
  })
  void addressesHaveTwoSides(String addresses, boolean valid) {
    assertThat(Urls.areAddresses(addresses)).isEqualTo(valid);
  }
}
