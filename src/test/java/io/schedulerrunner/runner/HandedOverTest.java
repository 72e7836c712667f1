package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.dispatch.Assignment;
import io.schedulerrunner.dispatch.Dispatcher;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.history.Ending;
import io.schedulerrunner.history.Opened;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestText;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.web.RunAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the one use case does with runs that somebody else carries out. */
final class HandedOverTest extends Running {

  private final List<Assignment> handedOver = new ArrayList<>();
  private Dispatcher dispatcher = this::open;

  private Optional<Opened> open(Assignment assignment) {
    handedOver.add(assignment);
    return Optional.of(history.read(store -> store.open(assignment.opening())));
  }

  private RunReply handOver(Duration wait) {
    return runner
        .dispatchedBy(dispatcher)
        .run(RunRequest.DEFAULT.waiting(wait), SIX, time.nanos(), RunListener.NONE);
  }

  /** The one who carries the run out has done so. */
  private void carryOut() {
    Assignment assignment = handedOver.getFirst();
    List<Result> results =
        assignment.plan().calls().stream()
            .map(
                call ->
                    new Result(
                        call,
                        Sample.succeeded(200),
                        Sample.START,
                        Duration.ZERO,
                        List.of(),
                        false,
                        Optional.empty()))
            .toList();
    Run run =
        new Run(
            "run-1", SIX, assignment.plan(), Sample.START, Sample.START, Duration.ZERO, results);
    history.read(
        store -> {
          var lease = new io.schedulerrunner.history.Lease("run-1", 1, Duration.ofSeconds(30));
          List<RecordedResult> recorded = new ArrayList<>();
          for (Result result : results) {
            String definition =
                assignment.opening().outline().entries().get(result.call().index()).definition();
            recorded.add(RecordedResult.of(definition, result, assignment.plan().secrets()));
          }
          store.record(lease, recorded, time.now());
          return store.finish(lease, Ending.of(run));
        });
  }

  @Test
  void itIsAcceptedAndCallsNothingHere() {
    RunReply reply = handOver(Duration.ZERO);

    assertThat(reply).isEqualTo(new RunReply.Accepted("run-1"));
    assertThat(reply.run()).isEmpty();
    assertThat(executor.called()).isEmpty();
    assertThat(handedOver.getFirst().arrivedAt()).isEqualTo(time.now());
    assertThat(RunAnswers.of(reply).status()).isEqualTo(202);
    assertThat(RunAnswers.of(reply).headers()).containsEntry("Location", "/runs/run-1");
    assertThat(handOver(Duration.ZERO)).isEqualTo(new RunReply.InProgress("run-1"));
  }

  @Test
  void itsReportIsWaitedForAndTheSameTriggerGetsItAgain() {
    time.whileAsleep(() -> {});
    time.whileAsleep(this::carryOut);

    RunReply reply = handOver(Duration.ofSeconds(5));

    assertThat(((RunReply.Carried) reply).done().results()).hasSize(3);
    assertThat(((RunReply.Carried) reply).kept()).isTrue();
    assertThat(handOver(Duration.ZERO)).isInstanceOf(RunReply.Replayed.class);
  }

  @Test
  void nobodyWaitsLongerThanAsked() {
    assertThat(handOver(Duration.ofSeconds(5))).isInstanceOf(RunReply.Accepted.class);
    assertThat(time.now()).isBetween(Sample.START.plusSeconds(5), Sample.START.plusSeconds(6));
  }

  @Test
  void whoeverIsInterruptedIsToldWhereTheRunIs() {
    Thread.currentThread().interrupt();

    assertThat(handOver(Duration.ofSeconds(5))).isInstanceOf(RunReply.Accepted.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRunThatWasCarriedOnIsFollowedToo() {
    dispatcher =
        assignment ->
            Optional.of(
                new Opened.Resumed(
                    new io.schedulerrunner.history.Lease("earlier", 2, Duration.ofSeconds(30)),
                    List.of()));

    RunReply reply = handOver(Duration.ZERO);

    assertThat(reply).isEqualTo(new RunReply.Accepted("earlier"));
  }

  @Test
  void aStoreThatFailsIsSaid() {
    dispatcher =
        assignment -> {
          throw new StoreException(StoreException.Kind.UNAVAILABLE, "away");
        };

    RunReply reply = handOver(Duration.ZERO);

    assertThat(reply).isEqualTo(new RunReply.Unavailable());
    assertThat(reply.run()).isEmpty();
    assertThat(RunAnswers.of(reply).status()).isEqualTo(503);
    assertThat(RunAnswers.of(reply).headers()).containsKey("Retry-After");
    assertThat(executor.called()).isEmpty();
  }

  @Test
  void observersHearOfItWhereItEnds() {
    List<String> heard = new ArrayList<>();
    Runner observed =
        runner.observedBy(
            List.of(
                start -> {
                  heard.add(start.id());
                  return new io.schedulerrunner.execute.RunObserver.Watch() {
                    @Override
                    public void finished(Result result) {
                      heard.add(result.call().name());
                    }
                  };
                }));
    handOver(Duration.ZERO);
    Assignment assignment = handedOver.getFirst();
    Run run =
        ((RunReply.Carried) runner.run(RunRequest.DEFAULT, keyed("7"), 0, RunListener.NONE)).done();

    observed.ended(
        new RunStart("run-1", SIX, assignment.plan(), time.nanos(), /* sendEmail= */ false), run);

    assertThat(heard).containsExactly("run-1", "one", "two", "three");
  }

  @Test
  void whatWasFiledIsRead() {
    assertThat(runner.read(RunRequestText.write(RunRequest.DEFAULT))).isEqualTo(RunRequest.DEFAULT);
  }
}
