package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables inside of templates: they are strings there, and what is made of them is secret. */
class SecretTemplatesTest {

  private static final Map<String, String> VARIABLES =
      Map.of("ROBOT", "robot", "PASSWORD", "not-a-real-\" }} secret", "PLAIN", "https://a.example");

  /** Endpoints that send back the header X-Made, or else their body. */
  private final FakeEndpoints endpoints =
      new FakeEndpoints()
          .behaving(
              exchange ->
                  Answers.json(
                      exchange.request().headers().stream()
                          .filter(header -> header.name().equals("X-Made"))
                          .map(Request.Header::value)
                          .findFirst()
                          .orElseGet(
                              () ->
                                  new String(
                                      exchange.request().body().orElseThrow().bytes(), UTF_8))));

  private String echoed(String fields) {
    Map<String, String> environment = new HashMap<>(VARIABLES);
    environment.put("ENDPOINTS", "[{\"url\": \"http://h/\", " + fields + "}]");
    Configuration configuration =
        Configuration.load(environment, Path.of("/nowhere"), TemplateCheck::problems);
    Plan plan =
        Planner.plan(
            RunRequest.DEFAULT,
            configuration.endpoints().current(),
            configuration.settings().calls());
    Result result = endpoints.run(plan).results().getFirst();
    return Executors.rendered(Executors.response(result).body());
  }

  private String sent() {
    return endpoints.request(0).headers().stream()
        .filter(header -> header.name().equals("X-Made"))
        .map(Request.Header::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aValueIsAStringThatCannotChangeTheExpression() {
    echoed("\"headers\": {\"X-Made\": \"{{ ${PASSWORD} & '-${ROBOT}' }}\"}");

    assertThat(sent()).isEqualTo("not-a-real-\" }} secret-robot");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$base64encode(${ROBOT} & ':' & ${PASSWORD}) | ***",
        "$uppercase(${PASSWORD}) | ***",
        "$uppercase(${PLAIN}) | HTTPS://A.EXAMPLE",
        "$uppercase('not-secret') | NOT-SECRET",
      })
  void whatIsMadeOfASecretIsOne(String expression, String shown) {
    assertThat(echoed("\"headers\": {\"X-Made\": \"{{ " + expression + " }}\"}"))
        .isEqualTo("\"%s\"", shown);
  }

  @Test
  void soAreTheStringsInsideOfWhatIsMadeOfOne() {
    assertThat(
            echoed(
                """
                "json": {"made": "{{ {'a': [$lowercase(${PASSWORD}), 1], 'b': $uppercase(${PASSWORD})} }}"}
                """))
        .isEqualTo("{\"made\":{\"a\":[\"***\",1],\"b\":\"***\"}}");
  }
}
