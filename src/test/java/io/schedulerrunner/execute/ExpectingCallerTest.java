package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer must be. */
class ExpectingCallerTest {

  private static final String SECRET = "not-a-real-secret-1";

  private static Result judged(String expectation, Reply reply) {
    Plan plan = Plans.parallel(Plans.expecting(expectation, Plans.get("one", "http://h/")));
    return new FakeEndpoints()
        .answering("one", reply)
        .run(Plans.hiding(Secrets.of(List.of(SECRET)), plan))
        .results()
        .getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"response.ok", "status_code = 200", "headers.x = 'y'", "{{ response.ok = true }}"})
  void anAnswerThatMeetsItSucceeds(String expectation) {
    HttpFields headers = HttpFields.build().add("X", "y");
    Answer answer =
        Answers.answer(
            200, headers, "{\"ok\": true}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(judged(expectation, new Reply.Answered(answer)).outcome())
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "response.ok = true | is not met",
        "response.nope | evaluates to nothing",
        "$error('boom') | fails: boom",
      })
  void oneThatDoesNotFails(String expectation, String why) {
    Result result = judged(expectation, Answers.json("{\"ok\": false}"));

    assertThat(Executors.failed(result).failure())
        .isEqualTo(
            new Failure(
                ErrorType.EXPECTATION,
                "The expectation \"%s\" %s. Seen: status 200 and {\"ok\": false}."
                    .formatted(expectation, why)));
    assertThat(Executors.failed(result).response()).isPresent();
    assertThat(result.attempts().getFirst().failure()).isPresent();
  }

  @Test
  void anEmptyBodyIsNamed() {
    assertThat(message(judged("false", Answers.json(""))))
        .endsWith("Seen: status 200 and an empty body.");
  }

  @Test
  void aBodyThatIsNoTextIsNamed() {
    Answer answer = Answers.answer(200, HttpFields.EMPTY, new byte[] {(byte) 0xff});

    assertThat(message(judged("false", new Reply.Answered(answer))))
        .endsWith("Seen: status 200 and a body that is not text.");
  }

  @Test
  void aLongBodyIsShownInPart() {
    assertThat(message(judged("false", Answers.json("x".repeat(200)))))
        .endsWith(" and " + "x".repeat(200) + ".");
    assertThat(message(judged("false", Answers.json("x".repeat(201)))))
        .endsWith(" and " + "x".repeat(200) + "….");
  }

  @Test
  void aSecretAtTheCutIsHidden() {
    assertThat(message(judged("false", Answers.json("x".repeat(195) + SECRET))))
        .endsWith("x".repeat(195) + "***….")
        .doesNotContain("not-a");
  }

  @Test
  void aBodyThatWasCutIsNamed() {
    assertThat(message(judged("response.a", Answers.json("[\"" + "x".repeat(2000) + "\"]"))))
        .endsWith(" Only the beginning of the body was kept, which is why it counts as text.");
  }

  @Test
  void theStatusComesFirst() {
    Result result = judged("true", new Reply.Answered(Answers.answer(299, "")));
    assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);

    assertThat(
            Executors.failed(judged("true", new Reply.Answered(Answers.answer(599, "")))).failure())
        .isEqualTo(new Failure(ErrorType.STATUS, "HTTP 599"));
  }

  @Test
  void aSuccessThatIsNotTheExpectedOneMissesTheExpectation() {
    Plan plan = Plans.parallel(Plans.expecting(404, Plans.get("one", "http://h/")));

    assertThat(Executors.failed(answered(204, plan)).failure())
        .isEqualTo(
            new Failure(
                ErrorType.EXPECTATION,
                "HTTP 204 No Content is not the expected status, which is 404."));
    assertThat(Executors.failed(answered(503, plan)).failure())
        .isEqualTo(new Failure(ErrorType.STATUS, "HTTP 503 Service Unavailable"));
    assertThat(answered(404, plan).outcome()).isInstanceOf(Outcome.Succeeded.class);
  }

  private static Result answered(int status, Plan plan) {
    return new FakeEndpoints()
        .answering("one", new Reply.Answered(Answers.answer(status, "")))
        .run(plan)
        .results()
        .getFirst();
  }

  private static String message(Result result) {
    return Executors.failed(result).failure().message();
  }

  @Test
  void whatIsKnownToBeSecretOnlyNowIsHiddenBeforeTheBodyIsCut() {
    String token = "not-a-real-token-".repeat(20);
    Caller telling =
        exchange -> {
          exchange.scope().bodies().secrets().add(token);
          return Answers.json("{\"token\": \"" + token + "\"}");
        };
    Plan plan = Plans.parallel(Plans.expecting("response.ok", Plans.get("one", "http://h/")));

    Run run =
        FakeEndpoints.execution(plan, Executors.context(), Callers.around(telling, Time.SYSTEM))
            .run();

    assertThat(Executors.failed(run.results().getFirst()).failure().message())
        .contains("{\"token\": \"***")
        .doesNotContain("not-a-real");
  }
}
