package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.schedulerrunner.history.RunStores;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Batches that are carried out one after another, on a store that fails when it is told to. */
abstract class Workplace {

  private @TempDir Path folder;
  final SteppedTime time = new SteppedTime(Sample.START);
  final List<String> called = new CopyOnWriteArrayList<>();
  final List<Run> ended = new ArrayList<>();
  final List<List<Batch.Key>> sent = new ArrayList<>();
  List<Endpoint> endpoints = List.of(Sample.endpoint("a"), Sample.endpoint("b"));
  Runnable meanwhile = () -> {};
  UnaryOperator<Outcome> outcome = known -> known;
  boolean withAttempts = true;
  Runnable telling = () -> {};
  FailingStore source;
  GuardedStore guarded;
  BatchAccess store;
  BatchWork work;

  /** Makes all calls at once, by writing them down; a cancelled one does not count as called. */
  final PlanExecutor executor =
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
          Result result =
              new Result(call, how, Sample.START, Duration.ZERO, attempts, false, Optional.empty());
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

  final UseCase useCase =
      new UseCase() {
        @Override
        public RunRequest read(String filed) {
          return RunRequestText.read(
              filed, Configurations.settings(Map.of()), (endpoint, names) -> List.of());
        }

        @Override
        public Plan plan(RunRequest request) {
          return Workplace.this.plan(request);
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

  Plan plan(RunRequest request) {
    if (endpoints.isEmpty()) {
      throw new ConfigurationException(List.of(new Problem("tags", "no endpoint.", "")));
    }
    EndpointSet set = new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
    return Planner.plan(request, set, Configurations.settings(Map.of()).calls());
  }

  static Endpoint after(String name, String... needed) {
    return Plans.after(List.of(needed), Sample.endpoint(name));
  }

  Batch.Key handOver(String id) {
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

  RunDetail recorded(String id) {
    return guarded.read(runs -> runs.run(id)).orElseThrow();
  }
}
