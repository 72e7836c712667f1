package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code run --url} where the service hands runs over to others. */
final class RemoteDispatchTest {

  private final FakeRunner there = new FakeRunner();
  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    there.close();
  }

  @Test
  void aRunThatIsNotOverByItsDeadlineIsNoSuccess() throws Exception {
    there.status = 202;
    there.report = "{\"run_id\":\"0199-there\",\"status\":\"running\"}";
    CompletableFuture<Integer> running =
        CompletableFuture.supplyAsync(() -> shell.type("run", "--url", there.url()));
    there.followed.await();
    there.finished.countDown();

    assertThat(running.get()).isEqualTo(1);
    assertThat(shell.err())
        .contains("The run goes on at " + there.url() + "/, its id is 0199-there.");
    assertThat(shell.out()).contains("two").contains("Not known").contains("2 endpoints: ");
  }
}
