package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.config.Text.Literal;
import io.schedulerrunner.config.Text.Substituted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Templates that cannot be filled in, and what of them is shown. */
class TemplateFailuresTest extends Templating {

  @Test
  void whatIsMissingIsSaid() {
    assertTemplateFailure(
        body("x{{ results.login.response.nope }}"),
        "The template {{ results.login.response.nope }} at character 2 of body evaluates to nothing:"
            + " what it names is not there.");
  }

  @Test
  void whatHasNotSucceededIsSaid() {
    assertTemplateFailure(
        json("{\"a\": [\"{{ results.later.response }}\"]}"),
        "The template {{ results.later.response }} at character 1 of json.a[0] evaluates to nothing:"
            + " later has no result: it has not been called yet, or did not succeed.");
  }

  @Test
  void whatWasCutIsSaid() {
    endpoints.answering("login", Answers.json("[\"" + "x".repeat(2000) + "\"]"));

    assertTemplateFailure(
        body("{{ results.login.response.a }}"),
        "The template {{ results.login.response.a }} at character 1 of body evaluates to nothing:"
            + " the answer of login was longer than what is kept of it, so it is text.");
  }

  @Test
  void aHeaderStaysInItsLine() {
    assertTemplateFailure(
        sending("http://h/", Map.of("X-A", "{{ results.login.response.line }}"), Payload.NONE),
        "The template {{ results.login.response.line }} at character 1 of headers.X-A holds a line"
            + " break or another control character.");
  }

  @Test
  void aHeaderHoldsNoCharacterThatItCannotCarry() {
    assertTemplateFailure(
        sending("http://h/", Map.of("X-A", "{{ \"aĀ\" }}"), Payload.NONE),
        "The template {{ \"aĀ\" }} at character 1 of headers.X-A holds a character that headers"
            + " cannot carry.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u007f\"", "\"\\u0000\""})
  void aHeaderHoldsNoControlCharacters(String expression) {
    Result result =
        use(sending("http://h/", Map.of("X-A", "{{ " + expression + " }}"), Payload.NONE));

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.TEMPLATE);
  }

  @Test
  void aHeaderMayHoldATab() {
    use(sending("http://h/", Map.of("X-A", "a{{ \"\\t\" }}b"), Payload.NONE));

    assertThat(endpoints.request(1).headers()).contains(new Request.Header("X-A", "a\tb"));
  }

  @Test
  void nullIsNoText() {
    assertTemplateFailure(
        body("{{ results.login.response.none }}"),
        "The template {{ results.login.response.none }} at character 1 of body is null, which cannot"
            + " stand in a text.");
  }

  @Test
  void anUnusableUrlIsRefused() {
    assertTemplateFailure(
        sending("{{ results.login.response.token }}", Map.of(), Payload.NONE),
        "The url made from its templates is not an absolute http or https URL.");
  }

  @Test
  void anOpenTemplateIsRefused() {
    assertTemplateFailure(body("{{ 1"), "In body, {{ at character 1 is not closed by }}.");
  }

  @Test
  void aSecretBesideATemplateIsPutInAsItIs() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Text secret = new Text(List.of(new Substituted("KEY", "not-a-real-secret-1", true)));
    tree.set("key", new POJONode(secret));
    tree.set("id", new POJONode(Text.of("{{ results.login.response.user.id }}")));

    use(sending("http://h/", Map.of(), new Payload.Json(tree)));

    assertThat(endpoints.body(1)).isEqualTo("{\"key\":\"not-a-real-secret-1\",\"id\":7}");
  }

  @Test
  void secretsInATemplateAreNotShown() {
    Text text =
        new Text(
            List.of(
                new Literal("{{ results.login.nope[x = "),
                new Substituted("KEY", "not-a-real-secret-1", true),
                new Literal("] }}")));
    Endpoint use =
        sending(
            new Target("POST", Text.of("http://h/"), Map.of(), List.of(), new Payload.Raw(text)));

    Result result = use(use);

    assertThat(Executors.failed(result).failure().message())
        .contains("***")
        .doesNotContain("not-a-real");
  }
}
