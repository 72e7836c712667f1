package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Plans;
import org.junit.jupiter.api.Test;

/** A call has a result, whatever happens. */
class CallRunnerTest {

  @Test
  void aCallForWhichMemoryDoesNotSufficeHasFailed() {
    CallRunner runner =
        new CallRunner(
            exchange -> {
              throw new OutOfMemoryError("Java heap space");
            },
            Time.SYSTEM);
    Exchange exchange = Exchanges.of(Plans.get("a", "http://h/"));
    Progress progress = new Progress();
    progress.start(Time.SYSTEM.nanos());

    Result result = runner.run(exchange.call(), exchange.scope(), progress);

    assertThat(Executors.failed(result).failure())
        .isEqualTo(
            new Failure(
                ErrorType.PROTOCOL, "Not enough memory for the call; the bodies are too large."));
  }
}
