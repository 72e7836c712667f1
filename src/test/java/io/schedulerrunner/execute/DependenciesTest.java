package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
class DependenciesTest {

  private static final Plan DIAMOND =
      Plans.parallel(
          Plans.after(List.of("left", "right"), Plans.get("end", "http://h/")),
          Plans.after(List.of("start"), Plans.get("left", "http://h/")),
          Plans.after(List.of("start", "elsewhere"), Plans.get("right", "http://h/")),
          Plans.get("start", "http://h/"),
          Plans.get("alone", "http://h/"));

  private static List<String> names(List<Call> calls) {
    return calls.stream().map(Call::name).toList();
  }

  private static Call call(int index) {
    return DIAMOND.calls().get(index);
  }

  @Test
  void thoseThatWaitForNothingAreFree() {
    assertThat(names(new Dependencies(DIAMOND).free())).containsExactly("start", "alone");
  }

  @Test
  void thoseThatWaitAreKnown() {
    Dependencies dependencies = new Dependencies(DIAMOND);

    assertThat(names(dependencies.dependents(call(3)))).containsExactly("left", "right");
    assertThat(dependencies.dependents(call(0))).isEmpty();
  }

  @Test
  void theLastReleaseCounts() {
    Dependencies dependencies = new Dependencies(DIAMOND);

    assertThat(dependencies.release(call(0))).isFalse();
    assertThat(dependencies.release(call(0))).isTrue();
    assertThat(dependencies.release(call(1))).isTrue();
  }

  @Test
  void theSequenceKeepsTheOrderOfThePlanWhereItCan() {
    assertThat(names(Dependencies.sequence(DIAMOND)))
        .containsExactly("start", "left", "right", "end", "alone");
  }
}
