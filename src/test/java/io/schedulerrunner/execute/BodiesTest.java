package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.testing.Waiting;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where memory is short, rendering must not take it all. */
final class BodiesTest {

  @TempDir Path folder;

  private KeptBody kept(int bytes) {
    ReceivedBody body = new ReceivedBody(bytes);
    body.add(ByteBuffer.wrap("x".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    Answer answer = new Answer(200, HttpFields.EMPTY, body, true);
    return new Bodies(bytes, new RunSecrets(Secrets.NONE), new BodyKeeper(1 << 20, folder))
        .keep(answer, Secrets.NONE);
  }

  @Test
  void largeBodiesAreRenderedInTurn() throws Exception {
    CompletableFuture<KeptBody> waiting = new CompletableFuture<>();
    Bodies.LARGE_ONES.lock();
    try {
      assertThat(Executors.rendered(kept(Bodies.LARGE_BYTES - 1))).hasSize(Bodies.LARGE_BYTES + 1);
      Thread other = Thread.ofVirtual().start(() -> waiting.complete(kept(Bodies.LARGE_BYTES)));
      Waiting.until(() -> Bodies.LARGE_ONES.hasQueuedThread(other) || waiting.isDone());
      assertThat(waiting).isNotDone();
    } finally {
      Bodies.LARGE_ONES.unlock();
    }

    assertThat(Executors.rendered(waiting.get())).hasSize(Bodies.LARGE_BYTES + 2);
    assertThat(Executors.rendered(kept(Bodies.LARGE_BYTES))).hasSize(Bodies.LARGE_BYTES + 2);
  }
}
