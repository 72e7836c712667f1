package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.report.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of batches. */
final class BatchWorkTest extends Workplace {

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
  void whatIsSettledByAnotherMeanwhileIsNotSettledAgain() {
    Batch.Key key = handOver("1");
    source.before("settle", () -> work.work(key, 1));

    work.work(key, 1);

    assertThat(ended).hasSize(1);
    assertThat(called).containsExactly("a", "b");
  }
}
