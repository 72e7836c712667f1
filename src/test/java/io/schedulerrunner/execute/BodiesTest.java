package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.testing.Waiting;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where memory is short, rendering must not take it all. */
final class BodiesTest {

  @TempDir Path folder;

  private KeptBody kept(int bytes) {
    ReceivedBody body = new ReceivedBody(bytes);
    body.add(ByteBuffer.wrap("x".repeat(bytes).getBytes(UTF_8)));
    Answer answer = new Answer(200, HttpFields.EMPTY, body, true);
    return new Bodies(bytes, new RunSecrets(Secrets.NONE), new BodyKeeper(1 << 20, folder))
        .keep(answer, Secrets.NONE);
  }

  @Test
  void largeBodiesAreRenderedInTurn() throws Exception {
    FutureTask<KeptBody> other = new FutureTask<>(() -> kept(Bodies.LARGE_BYTES));
    Bodies.LARGE_ONES.lock();
    try {
      assertThat(Executors.rendered(kept(Bodies.LARGE_BYTES - 1))).hasSize(Bodies.LARGE_BYTES + 1);
      await(Thread.ofVirtual().start(other), other);
    } finally {
      Bodies.LARGE_ONES.unlock();
    }

    assertThat(Executors.rendered(other.get())).hasSize(Bodies.LARGE_BYTES + 2);
    assertThat(Executors.rendered(kept(Bodies.LARGE_BYTES))).hasSize(Bodies.LARGE_BYTES + 2);
  }

  @Test
  void whoIsInterruptedWhileItWaitsRendersNothing() throws Exception {
    FutureTask<Boolean> other =
        new FutureTask<>(
            () -> kept(Bodies.LARGE_BYTES).equals(KeptBody.DROPPED) && Thread.interrupted());
    Bodies.LARGE_ONES.lock();
    try {
      Thread thread = Thread.ofVirtual().start(other);
      await(thread, other);
      thread.interrupt();
      assertThat(other.get()).isTrue();
    } finally {
      Bodies.LARGE_ONES.unlock();
    }
  }

  private static void await(Thread thread, Future<?> task) {
    Waiting.until(() -> Bodies.LARGE_ONES.hasQueuedThread(thread) || task.isDone());
    assertThat(task).isNotDone();
  }
}
