package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.config.Text.Substituted;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Plans;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.POJONode;

/** Data between steps. */
class TemplatingTest extends Templating {

  @Test
  void jsonKeepsTypes() {
    use(
        json(
            """
            {"id": "{{ results.login.response.user.id }}", "user": "{{ results.login.response.user }}",
             "none": "{{ results.login.response.none }}", "big": "{{ results.login.response.big }}",
             "text": "id {{ results.login.response.user.id }}!", "list": ["{{ 1 = 1 }}", "x", 5],
             "status": "{{ results.login.status_code }}"}
            """));

    assertThat(endpoints.body(1))
        .isEqualTo(
            "{\"id\":7,\"user\":{\"id\":7,\"tags\":[\"a\",\"b&c\"]},\"none\":null,"
                + "\"big\":12345678901234567890,\"text\":\"id 7!\",\"list\":[true,\"x\",5],"
                + "\"status\":200}");
  }

  @Test
  void aVariableInJsonIsAString() {
    Text text = new Text(List.of(new Substituted("KEY", "{{ 1 }}", true)));

    use(sending("http://h/", Map.of(), new Payload.Json(new POJONode(text))));

    assertThat(endpoints.body(1)).isEqualTo("\"{{ 1 }}\"");
  }

  @Test
  void aRawBodyIsText() {
    use(body("t={{ results.login.response.token }}&u={{ results.login.response.user.tags }}"));

    assertThat(endpoints.body(1)).isEqualTo("t=t/1&u=[\"a\",\"b&c\"]");
  }

  @Test
  void headersAndUrlAreWrittenForTheirPlace() {
    use(
        sending(
            "http://h/{{ results.login.response.token }}?q={{ results.login.response.user.tags[1] }}",
            Map.of("Authorization", "Bearer {{ results.login.response.token }}", "X-Plain", "p"),
            Payload.NONE));

    assertThat(endpoints.request(1).url()).isEqualTo("http://h/t%2F1?q=b%26c");
    assertThat(endpoints.request(1).headers())
        .contains(
            new Request.Header("Authorization", "Bearer t/1"),
            new Request.Header("X-Plain", "p"),
            new Request.Header("Idempotency-Key", "run-1/use"));
    assertThat(endpoints.request(1).body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{{ results.login.response.url }}, https://other.example/x",
    "{{ results.login.response.base }}/a, http://h/a",
  })
  void theOriginMayBeATemplate(String url, String rendered) {
    use(sending(url, Map.of(), Payload.NONE));

    assertThat(endpoints.request(1).url()).isEqualTo(rendered);
  }

  @Test
  void paramsMayBeLists() {
    use(
        sending(
            new Target(
                "GET",
                Text.of("http://h/"),
                Map.of(),
                List.of(
                    new Param("tag", Text.of("{{ results.login.response.user.tags }}")),
                    new Param("id", Text.of("{{ results.login.response.user.id }}")),
                    new Param("t", Text.of("<{{ results.login.response.token }}>")),
                    new Param("p", Text.of("plain"))),
                Payload.NONE)));

    assertThat(endpoints.request(1).url())
        .isEqualTo("http://h/?tag=a&tag=b%26c&id=7&t=%3Ct%2F1%3E&p=plain");
  }

  @Test
  void theRunIsSeen() {
    Instant due = Instant.parse("2026-11-23T06:00:00Z");
    RunContext context =
        new RunContext(
            "run-9",
            new Trigger("scheduler", Optional.of(due), Optional.empty()),
            System.nanoTime(),
            RunListener.NONE,
            List.of());
    Endpoint use = json("[\"{{ run.id }}\", \"{{ run.schedule_time }}\", \"{{ run.attempt }}\"]");

    FakeEndpoints.execution(Plans.parallel(use), context, Callers.around(endpoints, Time.SYSTEM))
        .run();

    assertThat(endpoints.body(0)).isEqualTo("[\"run-9\",\"2026-11-23T06:00:00Z\",1]");
  }

  @Test
  void everyAttemptIsRenderedAnew() {
    Caller templating = new TemplatingCaller(endpoints, Time.SYSTEM);
    Caller twice =
        exchange -> {
          templating.call(exchange);
          exchange.progress().add(ATTEMPT);
          return templating.call(exchange);
        };

    FakeEndpoints.execution(
            Plans.parallel(Plans.when("run.attempt = 1", body("{{ run.attempt }}"))),
            Executors.context(),
            twice)
        .run();

    assertThat(endpoints.body(0)).isEqualTo("1");
    assertThat(endpoints.body(1)).isEqualTo("2");
  }

  private static final Attempt ATTEMPT =
      new Attempt(
          1,
          Instant.EPOCH,
          java.time.Duration.ZERO,
          java.util.OptionalInt.empty(),
          Optional.empty(),
          Phases.NONE,
          Optional.empty());

  @Test
  void headersOfAnswersAreSeen() {
    HttpFields.Mutable headers = HttpFields.build();
    headers.add("Location", "/jobs/1").add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    endpoints.answering("login", new Reply.Answered(Answers.answer(201, headers, text)));

    use(
        json(
            "[\"{{ results.login.headers.location }}\", \"{{ results.login.headers.`set-cookie` }}\","
                + " \"{{ results.login.response }}\", \"{{ $count($keys(results)) }}\"]"));

    assertThat(endpoints.body(1)).isEqualTo("[\"/jobs/1\",[\"a=1\",\"b=2\"],\"hello\",1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.login.status_code = 200", "{{ results.login.response.token }}"})
  void whenTrueItIsCalled(String when) {
    use(Plans.when(when, Plans.get("use", "http://h/")));

    assertThat(endpoints.called()).containsExactly("login", "use");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results.login.status_code = 201",
        "results.nobody",
        "results.login.response.none",
        "''"
      })
  void whenNotTrueItIsLeftOut(String when) {
    Result result = use(Plans.when(when, Plans.get("use", "http://h/")));

    assertThat(result.outcome()).isEqualTo(new Outcome.Omitted("Left out by its when: " + when));
    assertThat(endpoints.called()).containsExactly("login");
  }

  @Test
  void aFailingWhenIsATemplateFailure() {
    assertTemplateFailure(
        Plans.when("$error('boom')", Plans.get("use", "http://h/")),
        "The expression when: $error('boom') fails: boom.");
  }

  @Test
  void onlyAnswersThatAreAskedForAreKept() {
    Endpoint login = Plans.get("login", "http://h/");
    Call call = new Call(0, login, Payload.NONE);

    assertThat(kept(call, login)).isEmpty();
    assertThat(kept(call, login, body("{{ results.other.response }}"))).isEmpty();
    assertThat(kept(call, login, body("{{ results.login.response }}"))).isPresent();
    assertThat(kept(call, login, body("{{ $keys(results) }}"))).isPresent();
    assertThat(kept(call, login, Plans.when("results.login", login))).isPresent();
    assertThat(kept(call, login, body("{{ open"))).isEmpty();
  }

  @Test
  void anAnswerIsReadOnce() {
    StepAnswer answer = new FreshAnswer(Answers.answer(200, "{}"));

    assertThat(answer.view()).isSameAs(answer.view());
  }

  @Test
  void bytesThatAreNoTextHaveNoResponse() {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe};

    assertThat(new FreshAnswer(Answers.answer(200, HttpFields.EMPTY, bytes)).view())
        .containsOnlyKeys("status_code", "headers");
  }
}
