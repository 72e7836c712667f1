package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.TemplateReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/templates.md are sound, and do what the text beside them says. */
class TemplateDocumentationTest {

  private static final Path DOCUMENT = Path.of("docs/templates.md");

  private final FakeEndpoints endpoints = new FakeEndpoints();

  static List<String> examples() throws IOException {
    return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  /** What stands between backticks and holds a template. */
  static Stream<String> templates() throws IOException {
    return Pattern.compile("`([^`\n]*\\{\\{ [^`\n]+ \\}\\})`")
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(match -> match.group(1))
        .filter(template -> !template.contains("EXPRESSION"));
  }

  private static Plan plan(String example) {
    String check = "{\"name\": \"check\", \"url\": \"https://api.example.com/check\"}";
    String set =
        example.startsWith("[") || example.contains("\"endpoints\"")
            ? example
            : "[" + check + ", " + example + "]";
    Configuration configuration =
        Configuration.load(Map.of("ENDPOINTS", set), Path.of("target"), TemplateCheck::problems);
    EndpointSet read = configuration.endpoints().current();
    Plan plan = Planner.plan(RunRequest.DEFAULT, read, configuration.settings().calls());
    TemplateReferences.check(plan, Templates::endpointsNamed);
    return plan;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreSound(String example) {
    assertThat(plan(example).calls()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void templatesParse(String template) {
    assertThat(
            Template.of(io.schedulerrunner.config.Text.of(template)).expressions().stream()
                .map(evaluated -> Evaluator.problem(evaluated.expression().source())))
        .isNotEmpty()
        .containsOnly(java.util.Optional.empty());
  }

  @Test
  void theFirstExampleSendsWhatItSays() throws IOException {
    endpoints.answering("login", Answers.json("{\"token\": \"t\", \"user\": {\"id\": 7}}"));

    Run run = endpoints.run(plan(examples().getFirst()));

    assertThat(run.results()).allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
    assertThat(endpoints.request(1).url()).isEqualTo("https://api.example.com/users/7/orders");
    assertThat(endpoints.request(1).headers())
        .contains(new Request.Header("Authorization", "Bearer t"));
    assertThat(endpoints.body(1)).isEqualTo("{\"user\":{\"id\":7},\"note\":\"run run-1\"}");
  }

  @Test
  void whenDecides() throws IOException {
    Plan plan = plan(examples().get(1));

    endpoints.answering("check", Answers.json("{\"open\": 0}"));
    assertThat(endpoints.run(plan).results().getLast().outcome())
        .isInstanceOf(Outcome.Omitted.class);
    endpoints.answering("check", Answers.json("{\"open\": 2}"));
    assertThat(endpoints.run(plan).results().getLast().outcome())
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void anAnswerIsJudged() throws IOException {
    Plan plan = plan(examples().get(2));

    endpoints.answering("endpoint-2", Answers.json("{\"state\": \"busy\"}"));
    assertThat(Executors.failed(endpoints.run(plan).results().getLast()).failure().type())
        .isEqualTo(ErrorType.EXPECTATION);
    endpoints.answering("endpoint-2", Answers.json("{\"state\": \"done\"}"));
    assertThat(endpoints.run(plan).results().getLast().outcome())
        .isInstanceOf(Outcome.Succeeded.class);
  }
}
