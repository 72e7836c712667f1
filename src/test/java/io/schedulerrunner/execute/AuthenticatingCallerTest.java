package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint waits for that needs a token. */
class AuthenticatingCallerTest {

  private final AuthenticatingCaller caller =
      new AuthenticatingCaller(
          exchange -> new Reply.Omitted("called"),
          new Tokens(kind -> new CompletableFuture<>(), Time.SYSTEM),
          Time.SYSTEM,
          false);

  private Reply call(Duration left) {
    Plan plan =
        Plans.parallel(
            Plans.as(new Auth.OAuth(List.of()), Plans.get("one", "http://127.0.0.1:1/")));
    Workers<Call> workers = new Workers<>(1, Thread.ofVirtual().factory(), call -> {});
    RunScope scope =
        new Scopes(Executors.settings(), 0, Path.of("target"))
            .create(plan, Executors.context(), workers, System.nanoTime() + left.toNanos());
    Call call = plan.calls().getFirst();
    return caller.call(new Exchange(call, Requests.of(call, scope), scope, new Progress()));
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 0, -5000})
  void nobodyWaitsBeyondTheRunsDeadline(long leftMillis) {
    assertThat(call(Duration.ofMillis(leftMillis)))
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.failure().message()).startsWith("No token came within 0"));
  }

  @Test
  void theEndOfTheRunEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThat(call(Duration.ofMinutes(1)))
        .isEqualTo(new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended."));
    assertThat(Thread.interrupted()).isTrue();
  }
}
