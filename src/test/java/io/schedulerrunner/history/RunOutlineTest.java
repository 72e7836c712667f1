package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The outline of large plans; of small ones, see {@link RecordedResultTest}. */
class RunOutlineTest {

  @Test
  void manyCallsKeepTheirOrderAndTheirFingerprints() {
    Plan plan =
        Plans.parallel(
            IntStream.range(0, 5000)
                .mapToObj(i -> Plans.get("n" + i, "https://example.test/" + i))
                .toArray(Endpoint[]::new));

    assertThat(RunOutline.of(plan).entries())
        .containsExactlyElementsOf(
            plan.calls().stream()
                .map(
                    call ->
                        new RunOutline.Entry(call.index(), call.name(), new Definition().of(call)))
                .toList());
  }
}
