package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.OpenRequest;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunOutline;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestText;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.SteppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that are carried out one after another, on a store that fails when it is told to. */
final class BatchWorkTest {

  private @TempDir Path folder;
  private final SteppedTime time = new SteppedTime(Sample.START);
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final List<Run> ended = new ArrayList<>();
  private final List<List<Batch.Key>> sent = new ArrayList<>();
  private List<Endpoint> endpoints = List.of(Sample.endpoint("a"), Sample.endpoint("b"));
  private Runnable meanwhile = () -> {};
  private UnaryOperator<Outcome> outcome = known -> known;
  private boolean withAttempts = true;
  private Runnable telling = () -> {};
  private FailingStore source;
  private GuardedStore guarded;
  private BatchAccess store;
  private BatchWork work;

  /** Makes all calls at once, by writing them down; a cancelled one does not count as called. */
  private final PlanExecutor executor =
      new PlanExecutor() {
        private final AtomicReference<Optional<RunContext>> cut =
            new AtomicReference<>(Optional.empty());

        @Override
        public Run execute(Plan plan, RunContext context) {
          List<Result> results = new ArrayList<>(context.reused());
          for (Call call : plan.calls()) {
            if (results.stream().noneMatch(it -> it.call().index() == call.index())) {
              meanwhile.run();
              results.add(result(call, context));
            }
          }
          return new Run(
              context.id(),
              context.trigger(),
              plan,
              Sample.START,
              Sample.START,
              Duration.ZERO,
              results);
        }

        private Result result(Call call, RunContext context) {
          Outcome how = outcome.apply(Sample.succeeded(200));
          if (cut.get().filter(context::equals).isPresent()) {
            how = new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "cut"));
          } else {
            called.add(call.name());
          }
          Attempt attempt =
              new Attempt(
                  1,
                  Sample.START,
                  Duration.ZERO,
                  OptionalInt.of(200),
                  Optional.empty(),
                  Phases.NONE,
                  Optional.empty());
          List<Attempt> attempts = withAttempts ? List.of(attempt) : List.of();
          Result result = new Result(call, how, Sample.START, Duration.ZERO, attempts, false);
          context.listener().finished(result);
          return result;
        }

        @Override
        public void cancel(RunContext context) {
          cut.set(Optional.of(context));
        }

        @Override
        public void cancel() {}

        @Override
        public void cancel(String runId) {}

        @Override
        public void close() {}
      };

  private final UseCase useCase =
      new UseCase() {
        @Override
        public RunRequest read(String filed) {
          return RunRequestText.read(
              filed, Configurations.settings(Map.of()), (endpoint, names) -> List.of());
        }

        @Override
        public Plan plan(RunRequest request) {
          return BatchWorkTest.this.plan(request);
        }

        @Override
        public void ended(RunStart start, Run run) {
          telling.run();
          assertThat(start.id()).isEqualTo(run.id());
          ended.add(run);
        }
      };

  @BeforeEach
  void open() {
    StoreUrl url = StoreUrl.parse("sqlite:" + folder.resolve("runs.db"));
    source = new FailingStore(RunStores.source(url, time::now));
    guarded = new GuardedStore(source, time::now, GuardedStore.Options.DEFAULT);
    store = new BatchAccess(guarded);
    work = new BatchWork(store, useCase, executor, sent::add, time);
  }

  @AfterEach
  void close() {
    guarded.read(
        runs -> {
          runs.close();
          return true;
        });
  }

  private Plan plan(RunRequest request) {
    if (endpoints.isEmpty()) {
      throw new ConfigurationException(List.of(new Problem("tags", "no endpoint.", "")));
    }
    EndpointSet set = new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
    return Planner.plan(request, set, Configurations.settings(Map.of()).calls());
  }

  private static Endpoint after(String name, String... needed) {
    return Plans.after(List.of(needed), Sample.endpoint(name));
  }

  private Batch.Key handOver(String id) {
    Plan plan = plan(RunRequest.DEFAULT);
    OpenRequest opening =
        new OpenRequest(
            id,
            false,
            new Trigger("manual", Optional.empty(), Optional.of(id)),
            Optional.empty(),
            RunOutline.of(plan),
            new OpenRequest.Holder("test", Duration.ofSeconds(30)),
            time.now());
    new StoreDispatcher(store, sent::add)
        .handOver(new Assignment(opening, RunRequest.DEFAULT, plan, time.now()));
    return sent.getLast().getFirst();
  }

  private RunDetail recorded(String id) {
    return guarded.read(runs -> runs.run(id)).orElseThrow();
  }

  @Test
  void aBatchIsCarriedOutOnceHoweverOftenItComes() {
    Batch.Key key = handOver("1");

    work.work(key, 2);
    work.work(key, 2);

    assertThat(called).containsExactly("a", "b");
    assertThat(recorded("1").run().stored()).isEqualTo(RunStatus.SUCCESS);
    assertThat(ended).singleElement().satisfies(run -> assertThat(run.results()).hasSize(2));
    assertThat(ended.getFirst().plan().calls().getFirst().endpoint())
        .isEqualTo(endpoints.getFirst());
  }

  @Test
  void aBatchOfAnUnknownRunIsNothingToDo() {
    work.work(new Batch.Key("never", 1, 0), 1);

    assertThat(called).isEmpty();
  }

  @Test
  void theNextStageIsSentByWhoeverFinishesTheOneBefore() {
    List<Endpoint> many = new ArrayList<>(List.of(Sample.endpoint("first")));
    IntStream.range(0, 30).forEach(i -> many.add(after("e" + i, "first")));
    endpoints = many;
    work.work(handOver("1"), 1);

    assertThat(sent).hasSize(2);
    assertThat(sent.getLast()).hasSizeGreaterThan(1);
    sent.getLast().forEach(key -> work.work(key, 1));
    assertThat(called).hasSize(31).startsWith("first").doesNotHaveDuplicates();
    assertThat(ended).hasSize(1);
  }

  @Test
  void whileTheStoreFailsResultsWaitAndNothingIsCalledTwice() {
    Batch.Key key = handOver("1");
    source.fail("record", 3);
    source.fail("settle", 2);

    work.work(key, 1);

    assertThat(called).containsExactly("a", "b");
    assertThat(recorded("1").results()).hasSize(2);
    assertThat(ended).hasSize(1);
  }

  @Test
  void aStoreThatFailsBeforehandKeepsTheBatchForLater() {
    Batch.Key key = handOver("1");
    source.fail("find", 1);

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(StoreException.class);
    work.work(key, 1);

    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void whatIsCutOffIsCalledByTheNextOneAndNothingElse() {
    Batch.Key key = handOver("1");
    outcome =
        known ->
            called.isEmpty()
                ? known
                : new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "stopped"));

    assertThatThrownBy(() -> work.work(key, 1))
        .isInstanceOfSatisfying(
            PostponedException.class,
            e -> assertThat(e.reason()).isEqualTo(PostponedException.Reason.STOPPING));
    outcome = known -> known;
    called.clear();
    work.work(key, 1);

    assertThat(called).containsExactly("b");
    assertThat(recorded("1").results()).hasSize(2);
  }

  @Test
  void whoeverHasLostTheBatchStopsAndWritesNothing() {
    Batch.Key key = handOver("1");
    meanwhile =
        () -> {
          meanwhile = () -> {};
          time.pass(Duration.ofMinutes(10));
          handOver("1");
        };

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(called).containsExactly("a");
    assertThat(recorded("1").results()).isEmpty();
    work.work(key, 1);
    work.work(sent.getLast().getFirst(), 1);
    assertThat(called).containsExactly("a", "a", "b");
    assertThat(ended).hasSize(1);
  }

  @Test
  void whatIsSettledByAnotherMeanwhileIsNotSettledAgain() {
    Batch.Key key = handOver("1");
    source.before("settle", () -> work.work(key, 1));

    work.work(key, 1);

    assertThat(ended).hasSize(1);
    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void anotherConfigurationLeavesTheRunToOthersUntilNobodyCanDoIt() {
    Batch.Key key = handOver("1");
    endpoints = List.of(Sample.endpoint("a"), Sample.endpoint("other"));

    assertThatThrownBy(() -> work.work(key, 1))
        .isInstanceOfSatisfying(
            PostponedException.class,
            e -> assertThat(e.reason()).isEqualTo(PostponedException.Reason.REFUSED))
        .hasMessageContaining("another configuration")
        .hasMessageContaining("ENDPOINTS");
    endpoints = List.of();
    assertThatThrownBy(() -> work.work(key, 1)).hasMessageContaining("no endpoint");
    time.pass(Duration.ofSeconds(170 + 60));
    work.work(key, 1);
    endpoints = List.of(Sample.endpoint("other"));
    work.work(key, 1);

    assertThat(called).isEmpty();
    assertThat(recorded("1").run().status(time.now())).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void plansAreKeptForSomeRunsOnly() {
    for (int run = 0; run < 12; run++) {
      work.work(handOver("run-" + run), 1);
    }

    assertThat(ended).hasSize(12);
  }

  @Test
  void aRunHasEndedWhateverBecomesOfTellingSo() {
    Batch.Key key = handOver("1");
    telling =
        () -> {
          throw new IllegalStateException("nobody listens");
        };

    work.work(key, 1);

    assertThat(recorded("1").run().stored()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void whoeverIsInterruptedWhileTheStoreFailsLeavesTheBatchToOthers() {
    Batch.Key key = handOver("1");
    source.fail("settle", 1);
    source.before("settle", () -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(Thread.interrupted()).isTrue();
    work.work(key, 1);
    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void whoeverIsInterruptedWhileItWaitsForAWriteLeavesTheBatchToOthers() {
    Batch.Key key = handOver("1");
    meanwhile = () -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> work.work(key, 1)).isInstanceOf(PostponedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aWriterThatIsInterruptedLeavesTheRestForTheEnd() {
    Batch.Key key = handOver("1");
    source.before("record", () -> Thread.currentThread().interrupt());
    source.fail("record", 1);
    outcome = known -> new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "skipped"));
    withAttempts = false;

    work.work(key, 1);

    assertThat(recorded("1").results()).hasSize(2);
  }

  @Test
  void theStoreIsWaitedFor() throws InterruptedException {
    source.fail("order", 3);

    work.awaitStore();

    assertThat(time.now()).isAfter(Sample.START);
  }

  @Test
  void aStoreThatCannotBeSharedIsRefused() {
    GuardedStore memory =
        new GuardedStore(
            RunStores.source(StoreUrl.parse("memory:"), time::now),
            time::now,
            GuardedStore.Options.DEFAULT);

    assertThatThrownBy(() -> new BatchAccess(memory).use(batches -> batches))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be shared");
  }
}
