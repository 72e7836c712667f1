package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class CurlLineTest {

  private static final String START = "curl --location http://h/ --max-time 10 ";

  private static final String TOKEN = "it's-not-a-real-secret";
  private static final Text SECRET = secret("TOKEN", TOKEN);

  private static Text secret(String name, String value) {
    return new Text(List.of(new Text.Substituted(name, value, true)));
  }

  private static Endpoint endpoint(String method, String url, Map<String, Text> headers) {
    return Plans.sending(
        new Target(method, Text.of(url), headers, List.of(), Payload.NONE),
        Plans.get("one", "http://unused/"));
  }

  private static Endpoint sending(String method, Payload payload, Map<String, Text> headers) {
    return Plans.sending(
        new Target(method, Text.of("http://h/"), headers, List.of(), payload),
        Plans.get("one", "http://unused/"));
  }

  private static String line(Endpoint endpoint) {
    return line(Secrets.of(List.of(TOKEN)), endpoint);
  }

  private static String line(Secrets secrets, Endpoint endpoint) {
    return CurlLine.of(Plans.parallel(endpoint).calls().getFirst(), secrets);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, curl --location http://h/a --max-time 10",
    "HEAD, curl --location --head http://h/a --max-time 10",
    "POST, curl -X POST http://h/a --max-time 10 -H 'Content-Length: 0'",
    "PUT, curl -X PUT http://h/a --max-time 10 -H 'Content-Length: 0'",
    "PATCH, curl -X PATCH http://h/a --max-time 10",
    "DELETE, curl -X DELETE http://h/a --max-time 10",
    "OPTIONS, curl -X OPTIONS http://h/a --max-time 10"
  })
  void eachMethodIsNamedAsCurlNamesIt(String method, String expected) {
    assertThat(line(endpoint(method, "http://h/a", Map.of()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http://h/a#top | --location http://h/a",
        "http://h/a?b=c&d=e | --location 'http://h/a?b=c&d=e'",
        "http://h/[1-3] | --location --globoff 'http://h/[1-3]'",
        "http://h/{a,b} | --location --globoff 'http://h/{a,b}'",
        "http://h/a/../b | --location --path-as-is http://h/a/../b",
        "http://h/a/. | --location --path-as-is http://h/a/.",
        "http://h/.?x | --location --path-as-is 'http://h/.?x'",
        "http://h/.well-known/a..b | --location http://h/.well-known/a..b"
      })
  void aUrlIsAskedForAsItIs(String url, String expected) {
    assertThat(line(endpoint("GET", url, Map.of()))).isEqualTo("curl %s --max-time 10", expected);
  }

  @Test
  void paramsAreAddedToTheUrl() {
    Target target =
        new Target(
            "GET",
            new Text(List.of(new Text.Literal("http://h/?t="), SECRET.parts().getFirst())),
            Map.of(),
            List.of(new Param("q", Text.of("a b&c")), new Param("token", SECRET)),
            Payload.NONE);

    assertThat(line(Plans.sending(target, Plans.get("one", "http://unused/"))))
        .isEqualTo("curl --location 'http://h/?t=***&q=a%20b%26c&token=***' --max-time 10");
  }

  @Test
  void theTimeoutIsInSeconds() {
    assertThat(line(Plans.within(Duration.ofMillis(2_500), Plans.get("one", "http://h/"))))
        .endsWith("--max-time 2.5");
    assertThat(line(Plans.within(Duration.ofMinutes(5), Plans.get("one", "http://h/"))))
        .endsWith("--max-time 300");
  }

  @Test
  void headersAreThereAndCredentialsAreNot() {
    Map<String, Text> headers = new LinkedHashMap<>();
    headers.put("X-Note", Text.of("it's"));
    headers.put("X-Empty", Text.of(""));
    headers.put("X-Token", SECRET);
    headers.put("X-Echo", Text.of("a " + TOKEN));
    headers.put("authorization", Text.of("Bearer written-out"));

    assertThat(line(endpoint("GET", "http://h/", headers)))
        .isEqualTo(
            "curl --location http://h/ --max-time 10 -H 'X-Note: it'\\''s' -H 'X-Empty;'"
                + " -H 'X-Token: ***' -H 'X-Echo: a ***' -H 'authorization: ***'");
  }

  @Test
  void whatProvesWhoCallsStandsInPlaceOfAHeaderOfThatName() {
    Endpoint plain = endpoint("GET", "http://h/", Map.of("AUTHORIZATION", Text.of("mine")));

    assertThat(line(Plans.as(new Auth.Oidc(Optional.empty()), plain)))
        .isEqualTo(START + "-H 'Authorization: Bearer ***'");
    assertThat(line(Plans.as(new Auth.OAuth(List.of()), plain)))
        .isEqualTo(START + "-H 'Authorization: Bearer ***'");
    assertThat(line(Plans.as(new Auth.Bearer(SECRET), plain)))
        .isEqualTo(START + "-H 'Authorization: Bearer ***'");
    assertThat(line(Plans.as(new Auth.Basic(Text.of("alice"), SECRET), plain)))
        .isEqualTo(START + "--user 'alice:***'");
    assertThat(line(Plans.as(new Auth.Basic(Text.of(TOKEN), SECRET), plain)))
        .isEqualTo(START + "--user '***:***'");
    assertThat(line(Plans.as(new Auth.Hmac(SECRET, "X-Signature"), plain)))
        .isEqualTo(START + "-H 'AUTHORIZATION: ***' -H 'X-Signature: t=***,v1=***'");
  }

  @Test
  void aDocumentIsSentAsJson() {
    ObjectNode document =
        (ObjectNode) Json.read("{\"a\": \"it's\", \"n\": 1.50, \"l\": \"a\\nb\"}");
    document.set("t", JsonNodeFactory.instance.pojoNode(SECRET));

    assertThat(line(sending("POST", new Payload.Json(document), Map.of())))
        .isEqualTo(
            "curl -X POST http://h/ --max-time 10 -H 'Content-Type: application/json'"
                + " --data-raw '{\"a\":\"it'\\''s\",\"n\":1.50,\"l\":\"a\\nb\",\"t\":\"***\"}'");
  }

  @Test
  void aRawBodyIsSentAsItsHeadersSay() {
    Payload raw = new Payload.Raw(Text.of("@a " + TOKEN));

    assertThat(line(sending("GET", raw, Map.of("content-type", Text.of("text/csv")))))
        .isEqualTo(
            "curl --location -X GET http://h/ --max-time 10 -H 'content-type: text/csv'"
                + " --data-raw '@a ***'");
    assertThat(line(sending("HEAD", raw, Map.of())))
        .isEqualTo(
            "curl --location -X HEAD http://h/ --max-time 10"
                + " -H 'Content-Type: text/plain;charset=utf-8' --data-raw '@a ***'");
    assertThat(line(sending("POST", new Payload.Raw(Text.of("")), Map.of())))
        .endsWith(" --data-raw ''");
  }

  @Test
  void aBodyOfSeveralLinesIsStillOneLine() {
    Payload raw = new Payload.Raw(Text.of("100% 'a'\\n\r\n\tb\u0000\u001b\u007fc\n"));

    assertThat(line(sending("PUT", raw, Map.of())))
        .isEqualTo(
            "printf %b '100% '\\''a'\\''\\\\n\\r\\n\\tb\\0000\\0033\\0177c\\n'"
                + " | curl -X PUT http://h/ --max-time 10"
                + " -H 'Content-Type: text/plain;charset=utf-8' --data-binary @-");
  }

  @Test
  void aVeryLongBodyIsReadFromStandardInput() {
    Payload whole = new Payload.Raw(Text.of("x".repeat(CurlLine.LONGEST_BODY)));
    Payload more = new Payload.Raw(Text.of("x".repeat(CurlLine.LONGEST_BODY + 1)));

    assertThat(line(sending("PUT", whole, Map.of()))).endsWith("xxx");
    assertThat(line(sending("PUT", more, Map.of())))
        .endsWith("-H 'Content-Type: text/plain;charset=utf-8' --data-binary @-");
  }

  @Test
  void aFailedCallHasTheRequestOfItsLastAttemptWithItsTemplatesFilledIn() {
    FakeEndpoints endpoints =
        new FakeEndpoints()
            .answering("login", Answers.json("{\"token\": \"t/1\"}"))
            .answering("use", Exchanges.refused(503));
    Text url = mixed("http://h/", "{{ results.login.response.token }}", "?pin=");
    Map<String, Text> headers = Map.of("X-Pin", mixed("{{ run.attempt }}-", "", ""));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("pin", JsonNodeFactory.instance.pojoNode(secret("PIN", "1234")));
    Target target = new Target("POST", url, headers, List.of(), new Payload.Json(document));
    Plan plan =
        Plans.sequential(
            Plans.get("login", "http://h/"), Plans.sending(target, Plans.get("use", "http://h/")));

    Run run = endpoints.run(plan);

    assertThat(run.results().getFirst().curl()).isEmpty();
    assertThat(run.results().getLast().curl())
        .hasValue(
            "curl -X POST 'http://h/t%2F1?pin=***' --max-time 10 -H 'X-Pin: 1-***'"
                + " -H 'Idempotency-Key: run-1/use' -H 'Content-Type: application/json'"
                + " --data-raw '{\"pin\":\"***\"}'");
    assertThat(endpoints.request(1).url()).isEqualTo("http://h/t%2F1?pin=1234");
    assertThat(endpoints.body(1)).isEqualTo("{\"pin\":\"1234\"}");
  }

  /** Ends with a secret that is too short to be searched for. */
  private static Text mixed(String first, String second, String third) {
    return new Text(
        List.of(
            new Text.Literal(first + second + third), new Text.Substituted("PIN", "1234", true)));
  }

  @Test
  void aCallWhoseTemplatesFailedMadeNoRequest() {
    Target target =
        new Target(
            "POST", Text.of("http://h/{{ results.none }}"), Map.of(), List.of(), Payload.NONE);

    Run run =
        new FakeEndpoints()
            .run(Plans.parallel(Plans.sending(target, Plans.get("one", "http://h/"))));

    assertThat(run.results().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(run.results().getFirst().curl()).isEmpty();
  }
}
