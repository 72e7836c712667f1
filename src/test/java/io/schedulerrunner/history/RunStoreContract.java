package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.at;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.result;
import static io.schedulerrunner.history.Examples.shown;
import static io.schedulerrunner.history.Examples.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do; one small subclass for each. */
abstract class RunStoreContract extends RunReadingContract {

  /** One that failed without having reached anything, and one that was measured. */
  private static List<Attempt> attempts() {
    Phases phases = new Phases(1_000_000, 2_000_000, 3_000, 4_000_000, 5_000_000);
    return List.of(
        new Attempt(
            1,
            NOW,
            Duration.ofMillis(15),
            OptionalInt.empty(),
            Optional.of(new Failure(ErrorType.TIMEOUT, "No \"answer\" in 15 ms")),
            Phases.NONE,
            Optional.empty()),
        new Attempt(
            2,
            NOW.plusMillis(20),
            Duration.ofMillis(12),
            OptionalInt.of(200),
            Optional.empty(),
            phases,
            Optional.of("[::1]:443")));
  }

  @Test
  void everyKindOfOutcomeComesBackAsItWent() {
    Response text =
        new Response(
            200, KeptBody.stored(KeptBody.Form.TEXT, true, "\"h\u00e9\\u0000\"".getBytes(UTF_8)));
    List<RecordedResult> results =
        List.of(
            RecordedResult.of(
                "d",
                new Result(
                    Examples.call(0, "a", "GET", "https://example.test/?q=***"),
                    new Outcome.Succeeded(text),
                    NOW,
                    Duration.ofNanos(1_000),
                    attempts(),
                    false,
                    Optional.empty()),
                Secrets.NONE),
            failed(1, "b"),
            result(2, "c", new Outcome.Failed(Examples.HTTP_503, Optional.empty())),
            result(3, "d", new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "c failed"))),
            result(4, "e", new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "too late"))),
            result(5, "f", new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "stopped"))),
            result(6, "g", new Outcome.Omitted("when is false")));
    Lease lease = fresh(keyless("1", "a", "b", "c", "d", "e", "f", "g"));

    store.record(lease, results, NOW);

    assertThat(recorded("1"))
        .containsExactlyElementsOf(results.stream().map(Examples::shown).toList());
  }

  @Test
  void ofTwoResultsOfOneEndpointTheLastCounts() {
    Lease lease = fresh(keyless("1", "a"));

    store.record(lease, List.of(failed(0, "a"), succeeded(0, "a")), NOW);

    assertThat(recorded("1")).containsExactly(shown(succeeded(0, "a")));
  }

  @Test
  void aNulInAMessageHurtsNobody() {
    Lease lease = fresh(keyless("1", "a"));
    Failure odd = new Failure(ErrorType.PROTOCOL, "odd \0 byte");

    assertThat(
            store.record(
                lease, List.of(result(0, "a", new Outcome.Failed(odd, Optional.empty()))), NOW))
        .isEqualTo(LeaseState.HELD);
  }

  @Test
  void tenThousandResultsAreWrittenInOneGo() {
    Lease lease = fresh(keyless("1"));
    List<RecordedResult> results =
        IntStream.range(0, 10_000).mapToObj(i -> succeeded(i, "endpoint-" + i)).toList();

    store.record(lease, results, NOW);

    assertThat(store.run("1").orElseThrow().results()).hasSize(10_000);
  }

  @Test
  void ofManyTriggersAtTheSameMomentOneGetsTheRun() throws Exception {
    RunStore other = second();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        String key = "key-" + round;
        Instant later = NOW.plus(LEASE);
        assertThat(winners(threads, other, key, NOW)).isEqualTo(1);
        assertThat(winners(threads, other, key, later)).isEqualTo(1);
      }
    } finally {
      other.close();
    }
  }

  private long winners(ExecutorService threads, RunStore other, String key, Instant now)
      throws Exception {
    List<Callable<Opened>> triggers =
        IntStream.range(0, 16)
            .<Callable<Opened>>mapToObj(
                i ->
                    () ->
                        (i % 2 == 0 ? store : other).open(at(keyed(key + now + i, key, "a"), now)))
            .toList();
    long winners = 0;
    for (Future<Opened> opened : threads.invokeAll(triggers)) {
      winners += opened.get() instanceof Opened.Running ? 0 : 1;
    }
    return winners;
  }
}
