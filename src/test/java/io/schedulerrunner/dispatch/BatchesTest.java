package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Plans;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchesTest {

  private final List<Endpoint> endpoints = new ArrayList<>();

  private static Endpoint after(String name, String... needed) {
    return Plans.after(List.of(needed), Sample.endpoint(name));
  }

  private List<Batches.Share> shares(Plan plan) {
    BitSet all = new BitSet();
    all.set(0, plan.calls().size());
    return Batches.of(plan, all);
  }

  private Plan plan() {
    return Plans.parallel(endpoints.toArray(Endpoint[]::new));
  }

  private void add(int count, String... after) {
    IntStream.range(0, count).forEach(i -> endpoints.add(after("e" + endpoints.size(), after)));
  }

  private static List<Integer> sizes(List<Batches.Share> shares) {
    return shares.stream().map(share -> share.calls().size()).toList();
  }

  private static List<Integer> calls(List<Batches.Share> shares) {
    return shares.stream().flatMap(share -> share.calls().stream()).sorted().toList();
  }

  @Test
  void aSmallRunIsOneBatchAndALargeOneManyOfAtMost200() {
    add(10);
    assertThat(sizes(shares(plan()))).containsExactly(10);
    add(1);
    assertThat(sizes(shares(plan()))).containsExactly(10, 1);
    add(629);
    assertThat(sizes(shares(plan()))).hasSize(32).containsOnly(20);
    add(9_360);
    List<Batches.Share> shares = shares(plan());
    assertThat(sizes(shares)).hasSize(50).containsOnly(200);
    assertThat(calls(shares)).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    assertThat(shares).extracting(Batches.Share::stage).containsOnly(0);
  }

  @Test
  void onlyWhatIsOpenIsDivided() {
    add(30);
    BitSet open = new BitSet();
    open.set(3);
    open.set(7);

    assertThat(Batches.of(plan(), open)).containsExactly(new Batches.Share(0, List.of(3, 7)));
    assertThat(Batches.of(plan(), new BitSet())).containsExactly(new Batches.Share(0, List.of()));
  }

  @Test
  void whatIsCalledInSequenceIsOneBatch() {
    add(500);
    Plan plan = Plans.sequential(endpoints.toArray(Endpoint[]::new));

    assertThat(sizes(shares(plan))).containsExactly(500);
  }

  @Test
  void whatDependsOnOneAnotherStaysTogether() {
    add(8);
    endpoints.add(after("x", "e0", "elsewhere"));
    endpoints.add(after("y", "x"));
    add(4);
    endpoints.add(after("z", "y", "e1"));

    assertThat(shares(plan()))
        .containsExactly(
            new Batches.Share(0, List.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 14)),
            new Batches.Share(0, List.of(7, 10, 11, 12, 13)));
  }

  @Test
  void whatIsDoneIsNotWaitedFor() {
    add(1);
    add(25, "e0");
    BitSet open = new BitSet();
    open.set(1, 26);

    assertThat(Batches.of(plan(), open)).extracting(Batches.Share::stage).containsOnly(0);
  }

  @Test
  void tooManyThatDependOnOneAnotherAreDividedIntoStages() {
    add(1);
    add(25, "e0");
    endpoints.add(after("end", "e1", "e25"));
    add(5);

    List<Batches.Share> shares = shares(plan());

    assertThat(shares)
        .startsWith(new Batches.Share(0, List.of(0, 27, 28, 29, 30, 31)))
        .endsWith(new Batches.Share(2, List.of(26)));
    assertThat(shares).extracting(Batches.Share::stage).containsExactly(0, 1, 1, 1, 2);
    assertThat(calls(shares)).isEqualTo(IntStream.range(0, 32).boxed().toList());
  }

  @Test
  void itDoesNotMatterWhoStandsFirst() {
    IntStream.range(0, 20).forEach(i -> add(1, "e" + (i + 1)));
    add(1);

    List<Batches.Share> shares = shares(plan());

    assertThat(shares).hasSize(21).startsWith(new Batches.Share(0, List.of(20)));
    assertThat(shares.getLast()).isEqualTo(new Batches.Share(20, List.of(0)));
  }

  @Test
  void aChainAsLongAsTheRunHasAStageForEachCall() {
    add(1);
    IntStream.range(1, 3_000).forEach(i -> add(1, "e" + (i - 1)));

    assertThat(shares(plan()))
        .hasSize(3_000)
        .last()
        .extracting(Batches.Share::stage)
        .isEqualTo(2_999);
  }
}
