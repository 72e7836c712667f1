package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

final class RecordedResultTest {

  private static final String SECRET = "not-a-real-secret-1";

  private static Endpoint endpoint(String url, Set<String> tags, Duration timeout) {
    Text secret = new Text(List.of(new Text.Substituted("KEY", SECRET, true)));
    return new Endpoint(
        "a",
        new Target(
            "POST",
            Text.of(url),
            Map.of("X-Key", secret),
            List.of(new Param("key", secret)),
            Payload.NONE),
        timeout,
        tags,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Expectation.SUCCESS,
        Retry.NEVER,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Call call(String url, Payload payload) {
    return new Call(0, endpoint(url, Set.of("x"), Duration.ofSeconds(1)), payload);
  }

  private static Result result(KeptBody body) {
    return new Result(
        call("https://example.test/a?b=c", Payload.NONE),
        new Outcome.Succeeded(new Response(200, body)),
        Examples.NOW,
        Duration.ofMillis(1),
        List.of(),
        false,
        Optional.empty());
  }

  @Test
  void theEndpointIsKeptAsTheReportShowsIt() {
    RecordedResult recorded =
        RecordedResult.of("d", result(KeptBody.EMPTY), Secrets.of(List.of(SECRET)));

    assertThat(recorded.result().call().endpoint().target().url().value())
        .startsWith("https://example.test/a?b=c&key=")
        .doesNotContain(SECRET);
    assertThat(recorded.result().call().endpoint().target().headers()).isEmpty();
  }

  @Test
  void aRequestIsKeptWhereverTheResultGoes() {
    RecordedResult failed = Examples.failed(0, "a");

    assertThat(failed.result().curl()).isPresent();
    assertThat(failed.at(1, false).result().curl()).isEqualTo(failed.result().curl());
    assertThat(failed.weight())
        .isEqualTo(1024 + "\"no\"".length() + failed.result().curl().orElseThrow().length());
  }

  @Test
  void aBodyThatCannotBeReadAnyMoreIsKeptAsCut() {
    KeptBody gone =
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

    RecordedResult recorded = RecordedResult.of("d", result(gone), Secrets.NONE);

    Outcome.Succeeded outcome = (Outcome.Succeeded) recorded.result().outcome();
    assertThat(outcome.response().body().truncated()).isTrue();
    assertThat(Examples.document(outcome.response().body())).isEqualTo("\"\"");
  }

  @Test
  void aStoredRunIsReportedLikeAnyOther() throws Exception {
    MemoryStore store = new MemoryStore(1L << 30);
    try (store) {
      Lease lease = ((Opened.Fresh) store.open(Examples.keyed("1", "k", "a", "b"))).lease();
      store.record(
          lease, List.of(Examples.succeeded(0, "a"), Examples.failed(1, "b")), Examples.NOW);
      ByteArrayOutputStream json = new ByteArrayOutputStream();

      new Report(store.run("1").orElseThrow().toRun()).writeJson(json);

      assertThat(Ending.of(store.run("1").orElseThrow().toRun()))
          .isEqualTo(new Ending(Examples.NOW, Examples.NOW, Duration.ZERO, new Counts(1, 0, 1, 0)));
      assertThat(json.toString(StandardCharsets.UTF_8))
          .contains("\"run_id\":\"1\"")
          .contains("\"execution_mode\":\"parallel\"")
          .contains("\"endpoint\":\"https://example.test/a\"")
          .contains("\"response\":{\"ok\":true}")
          .contains("\"error\":\"HTTP 503 Service Unavailable\"");
    }
  }

  @Test
  void anOutlineNamesTagsAndDefinitions() {
    Plan plan =
        new Plan(
            List.of(call("https://example.test/a", Payload.NONE)),
            Plan.Mode.SEQUENTIAL,
            1,
            Duration.ofSeconds(1),
            Map.of(),
            Secrets.of(List.of(SECRET)),
            true);

    RunOutline outline = RunOutline.of(plan, "hash");

    assertThat(outline.tags()).containsExactly("x");
    assertThat(outline.mode()).isEqualTo(Plan.Mode.SEQUENTIAL);
    assertThat(outline.settingsHash()).isEqualTo("hash");
    assertThat(outline.entries())
        .containsExactly(
            new RunOutline.Entry(0, "a", new Definition().of(plan.calls().getFirst())));
  }

  /** A changed form would call everything again that had succeeded before an update. */
  @Test
  void aDefinitionIsMadeOfThisVeryText() {
    Call call = call("https://example.test/a", Payload.NONE);
    Target target = call.endpoint().target();
    String canonical =
        Stream.of(
                target.method(),
                "https://example.test/a",
                target.headers().toString(),
                target.params().toString(),
                "[]",
                "Optional.empty",
                "Expectation[status=200-299, body=Optional.empty]",
                "Optional.empty",
                "None[]")
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining());

    assertThat(new Definition().of(call))
        .isEqualTo(UUID.nameUUIDFromBytes(canonical.getBytes(UTF_8)).toString());
  }

  @Test
  void aDefinitionChangesWithWhatIsSentAndNothingElse() {
    Payload one = new Payload.Json(JsonNodeFactory.instance.objectNode().put("n", 1));
    Payload two = new Payload.Json(JsonNodeFactory.instance.objectNode().put("n", 2));
    List<String> definitions =
        List.of(
            new Definition().of(call("https://example.test/a", Payload.NONE)),
            new Definition().of(call("https://example.test/b", Payload.NONE)),
            new Definition().of(call("https://example.test/a", one)),
            new Definition().of(call("https://example.test/a", two)),
            new Definition().of(call("https://example.test/a", new Payload.Raw(Text.of("1")))));

    assertThat(definitions).doesNotHaveDuplicates();
    assertThat(
            new Definition()
                .of(
                    new Call(
                        7,
                        endpoint("https://example.test/a", Set.of("other"), Duration.ofSeconds(9)),
                        Payload.NONE)))
        .isEqualTo(definitions.getFirst());
  }

  @Test
  void statusesHaveTheNamesOfTheApi() {
    assertThat(RunStatus.values())
        .extracting(RunStatus::wireName)
        .containsExactly("running", "success", "warning", "failed", "interrupted");
  }
}
