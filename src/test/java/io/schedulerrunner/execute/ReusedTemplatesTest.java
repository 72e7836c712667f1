package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.KeptBody.Form;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates see of an endpoint that an earlier attempt at the same run has called. */
class ReusedTemplatesTest {

  private static final String LOGIN = "{\"token\":\"t/1\",\"id\":7}";

  private final FakeEndpoints endpoints = new FakeEndpoints();

  /** Carries out an endpoint behind one that is reused, and says what came of it. */
  private Result run(Outcome login, Plan plan) {
    Result reused =
        new Result(
            plan.calls().getFirst(),
            login,
            Runs.NOON,
            Duration.ZERO,
            List.of(),
            true,
            Optional.empty());
    RunContext context =
        new RunContext(
            "run-1", Trigger.MANUAL, System.nanoTime(), RunListener.NONE, List.of(reused));
    return FakeEndpoints.execution(plan, context, Callers.around(endpoints, Time.SYSTEM))
        .run()
        .results()
        .getLast();
  }

  private static Plan plan(String body) {
    Target target =
        new Target(
            "POST", Text.of("http://h/"), Map.of(), List.of(), new Payload.Raw(Text.of(body)));
    return Plans.sequential(
        Plans.get("login", "http://h/"), Plans.sending(target, Plans.get("use", "http://h/")));
  }

  private static Outcome kept(Form form, boolean truncated, String rendered) {
    KeptBody body = KeptBody.stored(form, truncated, rendered.getBytes(UTF_8));
    return new Outcome.Succeeded(new Response(201, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "results.login.response.token | t/1",
        "results.login.response.id + 1 | 8",
        "results.login.status_code | 201",
        "$lookup(results, 'login').response.id | 7",
        "$exists(results.login.response.nope) | false",
      })
  void theyAnswerAsTheyDidThen(String expression, String value) {
    Result result = run(kept(Form.JSON, false, LOGIN), plan("{{ " + expression + " }}"));

    assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(endpoints.called()).containsExactly("use");
    assertThat(endpoints.body(0)).isEqualTo(value);
  }

  @Test
  void aTextIsOneAgain() {
    run(kept(Form.TEXT, false, "\"a\\nb\""), plan("{{ results.login.response }}"));

    assertThat(endpoints.body(0)).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "results.login.response.token         | JSON | false | {\"token\":\"a***b\"}",
        "results.login.response.token = 'x'   | JSON | false | {\"token\":\"a***b\"}",
        "$exists(results.login.response.t)    | JSON | false | {\"t\":[1,\"***\"]}",
        "$string(results.login.response)      | JSON | false | {\"a\":{\"***\":\"***\"}}",
        "results.login.response.a             | JSON | false | {\"a\":{\"b\":\"***\"}}",
        "results.login.response.*             | JSON | false | {\"a\":\"***\"}",
        "results.login                        | JSON | false | {}",
        "results.login.response               | TEXT | true  | \"abc\"",
        "results.login.response               | TEXT | false | \"***\"",
        "results.login.headers.x              | JSON | false | {}",
      })
  void whatWasNotKeptIsNeverSentAndFails(
      String expression, Form form, boolean truncated, String rendered) {
    Result result = run(kept(form, truncated, rendered), plan("{{ " + expression + " }}"));

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.TEMPLATE);
    assertThat(Executors.failed(result).failure().message())
        .contains("asks for what is not kept: login succeeded in an earlier attempt at this run");
    assertThat(endpoints.called()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "results.login.response.id      | 7",
        "results.login.response.deep.a  | [1,null]",
        "results.login.response.items[1] | 3",
      })
  void whatWasKeptBesideASecretIsThere(String expression, String value) {
    String rendered =
        "{\"id\":7,\"token\":\"***\",\"deep\":{\"a\":[1,null],\"b\":\"***\"},\"items\":[2,3]}";

    run(kept(Form.JSON, false, rendered), plan("{{ " + expression + " }}"));

    assertThat(endpoints.body(0)).isEqualTo(value);
  }

  @Test
  void bytesThatAreNoTextAreNoResponseAsEver() {
    Result result = run(kept(Form.BASE64, false, "\"AAAA\""), plan("{{ results.login.response }}"));

    assertThat(Executors.failed(result).failure().message()).contains("evaluates to nothing");
  }

  @Test
  void aBodyThatCannotBeReadIsAFault() {
    KeptBody broken =
        new KeptBody() {
          @Override
          public Form form() {
            return Form.TEXT;
          }

          @Override
          public boolean truncated() {
            return false;
          }

          @Override
          public OptionalInt bytesOnHeap() {
            return OptionalInt.empty();
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            throw new IOException("gone");
          }
        };
    ReusedAnswer answer = new ReusedAnswer("login", new Response(200, broken));

    assertThatThrownBy(answer::view).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void theStatusIsThereWhateverElseIsNot() {
    run(kept(Form.TEXT, true, "\"a***\""), plan("{{ results.login.status_code }}"));

    assertThat(endpoints.body(0)).isEqualTo("201");
  }

  @Test
  void aConditionIsNotFalseForWhatWasNotKept() {
    Plan plan =
        Plans.sequential(
            Plans.get("login", "http://h/"),
            Plans.when("results.login.headers.x = 'y'", Plans.get("use", "http://h/")));

    Result result = run(kept(Form.JSON, false, "{}"), plan);

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.TEMPLATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.other.response", "1"})
  void whatTheyDoNotAskForDoesNotMatter(String expression) {
    Result result =
        run(
            kept(Form.TEXT, true, "\"***\""),
            plan("{{ " + expression + " ? 'there' : 'not there' }}"));

    assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void whatDidNotSucceedHasNoAnswer() {
    Result result =
        run(new Outcome.Omitted("Left out."), plan("{{ results.login.response ? 1 : 2 }}"));

    assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(endpoints.body(0)).isEqualTo("2");
  }
}
