package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.StatusSet;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** A 2xx that is not the expected one can be waited out by its status, as any failure can. */
class RetriedExpectationsTest {

  private static final Reply.Answered FINE = new Reply.Answered(Exchanges.answer(200));
  private static final Reply.Failed ACCEPTED =
      Reply.Failed.because(
          new Failure(ErrorType.EXPECTATION, "HTTP 202 Accepted is not the expected status."),
          Exchanges.answer(202, HttpFields.EMPTY, ""));

  private static Reply call(Set<String> errors, int first, int last) {
    Deque<Reply> replies = new ArrayDeque<>(List.of(ACCEPTED, ACCEPTED, FINE));
    StatusSet statuses = new StatusSet(List.of(new StatusSet.Range(first, last)));
    Retry retry = new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(1), errors, statuses);
    Exchange exchange =
        Exchanges.of(
            Plans.retrying(retry, Plans.get("one", "http://a/")),
            Duration.ofMinutes(1),
            Exchanges.workers(1));
    return new RetryingCaller(ignored -> replies.remove(), new PassingTime(), () -> 1)
        .call(exchange);
  }

  @Test
  void itsStatusBringsItBack() {
    assertThat(call(Set.of(), 202, 202)).isSameAs(FINE);
  }

  @Test
  void soDoesItsType() {
    assertThat(call(Set.of("expectation"), 500, 599)).isSameAs(FINE);
  }

  @Test
  void elseItIsFinal() {
    assertThat(call(Set.of("timeout"), 500, 599)).isSameAs(ACCEPTED);
  }
}
