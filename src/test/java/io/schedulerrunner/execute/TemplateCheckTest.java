package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** What is wrong with templates, found before anything is called. */
class TemplateCheckTest {

  private static final String EXAMPLE = "\"{{ results.login.response.token }}\"";

  private static List<Problem> problems(Endpoint endpoint) {
    return TemplateCheck.problems(endpoint, Set.of("login", "use"));
  }

  private static Endpoint everywhere(String template) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return Plans.sending(
        new Target(
            "POST",
            Text.of("http://h/" + template),
            Map.of("X-A", Text.of(template)),
            List.of(new Param("p", Text.of(template))),
            new Payload.Json(
                nodes
                    .objectNode()
                    .put("n", 1)
                    .set("a", nodes.arrayNode().add(1).add(new POJONode(Text.of(template)))))),
        Plans.get("use", "http://h/"));
  }

  @Test
  void soundOnesHaveNoProblems() {
    assertThat(problems(everywhere("{{ results.login.response }}"))).isEmpty();
    assertThat(
            problems(Plans.when("results.login.status_code = 200", Plans.get("use", "http://h/"))))
        .isEmpty();
    assertThat(problems(Plans.expecting("results.other", Plans.get("use", "http://h/")))).isEmpty();
  }

  @Test
  void everyPlaceIsLookedAt() {
    assertThat(problems(everywhere("{{ ( }}")))
        .extracting(Problem::where)
        .containsExactly("url", "headers.X-A", "params.p", "json.a[1]");
  }

  @Test
  void anOpenTemplateIsNamed() {
    assertThat(problems(everywhere("{{ 1")))
        .contains(new Problem("headers.X-A", "{{ at character 1 is not closed by }}.", EXAMPLE))
        .hasSize(4);
  }

  @Test
  void whatDoesNotParseIsNamedWithItsPosition() {
    assertThat(problems(everywhere("{{ 1 + }}")))
        .element(1)
        .asString()
        .startsWith(
            "headers.X-A: the template {{ 1 + }} at character 1 is not JSONata at its character ")
        .endsWith("Example: " + EXAMPLE);
  }

  @Test
  void anUnknownEndpointIsNamed() {
    Endpoint endpoint =
        Plans.sending(
            new Target(
                "POST",
                Text.of("http://h/"),
                Map.of(),
                List.of(),
                new Payload.Raw(Text.of("x{{ results.logni }}"))),
            Plans.get("use", "http://h/"));

    assertThat(problems(endpoint))
        .containsExactly(
            new Problem(
                "body",
                "the template {{ results.logni }} at character 2 names the endpoint \"logni\","
                    + " which does not exist.",
                ""));
    assertThat(problems(Plans.when("results.logni", Plans.get("use", "http://h/"))))
        .extracting(Problem::message)
        .containsExactly(
            "the expression results.logni names the endpoint \"logni\", which does not exist.");
  }

  @Test
  void expressionsAreParsed() {
    Problem when = problems(Plans.when("(", Plans.get("use", "http://h/"))).getFirst();
    Problem body = problems(Plans.expecting("(", Plans.get("use", "http://h/"))).getFirst();

    assertThat(when.where()).isEqualTo("when");
    assertThat(when.message()).startsWith("the expression ( is not JSONata at its character ");
    assertThat(when.example()).isEqualTo("\"results.login.status_code = 200\"");
    assertThat(body.where()).isEqualTo("expect.body");
    assertThat(body.example()).isEqualTo("\"response.status = 'done'\"");
  }

  @Test
  void aVariableInTheWrongPlaceIsNamed() {
    Text text = new Text(List.of(new Text.Literal("`"), new Text.Substituted("KEY", "x", true)));
    Endpoint plain = Plans.get("use", "http://h/");
    Endpoint endpoint = Plans.when(text, plain);

    assertThat(problems(endpoint))
        .extracting(Problem::toString)
        .containsExactly(
            "when: ${KEY} may stand only as a value of its own or inside a string. Example:"
                + " \"results.login.status_code = 200\"");
  }

  @Test
  void theEndpointsThatAreNamedAreKnown() {
    Endpoint both =
        Plans.when("results.a", everywhere("{{ results.b }}-{{ results.c }}-{{ $keys(results) }}"));

    assertThat(Templates.endpointsNamed(both)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Templates.endpointsNamed(everywhere("{{ open"))).isEmpty();
  }
}
