package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.Retention;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunFilter;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.testing.Histories;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A month of an hourly job, in simulated time: whatever goes wrong, nothing succeeds twice. */
final class CloudSchedulerMonthTest {

  private static final int SCHEDULES = 30 * 24;
  private static final int ENDPOINTS = 4;
  private static final CloudScheduler.Job JOB =
      new CloudScheduler.Job(
          "nightly",
          Duration.ofHours(1),
          Duration.ofSeconds(60),
          3,
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          5);

  private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-01T00:00:00Z"));
  private final AtomicInteger replayed = new AtomicInteger();
  private final Set<String> skipped = ConcurrentHashMap.newKeySet();

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"memory, 1", "memory, 2", "sqlite, 3"})
  void everyScheduleEndsWithEachEndpointDoneOnceOrSaysWhichIsNot(String kind, long seed)
      throws Exception {
    Random random = new Random(seed);
    Endpoints endpoints = new Endpoints(random);
    try (History history = history(kind);
        Service service =
            Service.remembering(
                Service.runner(endpoints, Endpoints::configured, history),
                RunEvents.Pace.DEFAULT)) {
      CloudScheduler scheduler =
          new CloudScheduler(JOB, headers -> send(service, headers), time, random);
      scheduler.plan(SCHEDULES);
      time.passUntil(time.now().plus(Duration.ofHours(SCHEDULES + 1)));

      // What was to happen did happen.
      assertThat(scheduler.duplicates).hasPositiveValue();
      assertThat(scheduler.givenUp).hasPositiveValue();
      assertThat(scheduler.conflicts).hasPositiveValue();
      assertThat(scheduler.retried).hasPositiveValue();
      assertThat(replayed).hasPositiveValue();
      assertEverySchedule(history, endpoints);
    }
  }

  private void assertEverySchedule(History history, Endpoints endpoints) {
    Map<String, RunDetail> runs = all(history);
    assertThat(endpoints.again).as("called after a success").isEmpty();
    int complete = 0;
    for (int i = 0; i < SCHEDULES; i++) {
      String key = key(Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofHours(i)));
      Set<String> done = endpoints.done.getOrDefault(key, Set.of());
      if (runs.containsKey(key)) {
        assertThat(reported(runs.get(key))).as(key).isEqualTo(done);
        assertThat(runs.get(key).results()).as(key).hasSize(ENDPOINTS);
        complete += done.size() == ENDPOINTS ? 1 : 0;
      } else {
        assertThat(skipped).contains(key);
      }
    }
    assertThat(complete).isBetween(SCHEDULES / 2, SCHEDULES - 1);
  }

  private static String key(Instant due) {
    return "nightly@" + due;
  }

  /** What the last report says is done. */
  private static Set<String> reported(RunDetail run) {
    return run.results().stream()
        .filter(result -> result.result().outcome() instanceof Outcome.Succeeded)
        .map(RecordedResult::name)
        .collect(Collectors.toSet());
  }

  private Map<String, RunDetail> all(History history) {
    RunQuery query = new RunQuery(RunFilter.ALL, Optional.empty(), 10_000, time.now());
    List<RecordedRun> runs = history.read(store -> store.runs(query)).runs();
    return runs.stream()
        .map(run -> history.read(store -> store.run(run.id())).orElseThrow())
        .collect(Collectors.toMap(run -> run.run().trigger().key().orElseThrow(), run -> run));
  }

  /** A lease that is longer than any run: here time passes faster than it could be renewed. */
  private History history(String kind) {
    String url = kind.equals("memory") ? "memory:" : "sqlite:" + folder.resolve("runs.db");
    GuardedStore store =
        new GuardedStore(
            Histories.source(url),
            time::now,
            new GuardedStore.Options(
                new Retention(Duration.ofDays(90), 10_000), Duration.ofSeconds(20), 1 << 26));
    return new History(
        store, new Settings.Store(url, Duration.ofHours(1), 90, 10_000), "test", time);
  }

  private int send(Service service, String... headers) {
    try {
      HttpResponse<String> response = service.send("POST", "/execute", headers);
      if (response.headers().firstValue("idempotent-replayed").isPresent()) {
        replayed.incrementAndGet();
      }
      if (response.body().contains("\"overlap\":\"skipped\"")) {
        skipped.add(key(Instant.parse(headers[7])));
      }
      return response.statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Endpoints that fail, and that take their time, as a seed has it; one after another. */
  private final class Endpoints implements PlanExecutor {

    private final Random random;
    private final Map<String, Set<String>> done = new ConcurrentHashMap<>();
    private final List<String> again = new ArrayList<>();

    Endpoints(Random random) {
      this.random = random;
    }

    static EndpointSet configured() {
      return new EndpointSet(
          IntStream.range(0, ENDPOINTS).mapToObj(i -> Sample.endpoint("e" + i)).toList(),
          Map.of(),
          Secrets.NONE,
          List.of());
    }

    @Override
    public Run execute(Plan plan, RunContext context) {
      Instant started = time.now();
      List<Result> results = new ArrayList<>(context.reused());
      Set<Integer> reused =
          context.reused().stream().map(r -> r.call().index()).collect(Collectors.toSet());
      results.forEach(context.listener()::finished);
      for (Call call : plan.calls()) {
        if (!reused.contains(call.index())) {
          Outcome outcome = call(call, context, started.plus(plan.deadline()));
          Result result =
              new Result(
                  call, outcome, time.now(), Duration.ZERO, List.of(), false, Optional.empty());
          context.listener().finished(result);
          results.add(result);
        }
      }
      results.sort(java.util.Comparator.comparingInt(result -> result.call().index()));
      Duration took = Duration.between(started, time.now());
      return new Run(context.id(), context.trigger(), plan, started, time.now(), took, results);
    }

    private Outcome call(Call call, RunContext context, Instant deadline) {
      Set<String> before =
          done.computeIfAbsent(context.trigger().key().orElseThrow(), key -> new HashSet<>());
      if (before.contains(call.name())) {
        again.add(context.id() + "/" + call.name());
      }
      Instant answered = time.now().plusMillis(time(random.nextInt(100)));
      if (answered.isAfter(deadline)) {
        time.passUntil(deadline);
        return new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "Too late."));
      }
      time.passUntil(answered);
      if (random.nextInt(100) < 20) {
        return Sample.failed();
      }
      before.add(call.name());
      return Sample.succeeded(200);
    }

    /** Mostly some seconds, now and then longer than the scheduler waits. */
    private int time(int percent) {
      return percent < 5 ? 100_000 : 100 * percent;
    }

    @Override
    public void cancel() {
      // Nothing of this goes on.
    }

    @Override
    public void cancel(String runId) {
      again.add("lost " + runId);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
