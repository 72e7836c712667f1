package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.KeptBody.Form;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of the answers does not bound a run. */
class BodyKeeperTest {

  @TempDir Path folder;

  private static RenderedBody body(Form form, boolean truncated, String text) {
    return new RenderedBody(form, truncated, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bodiesWithinTheBudgetStayOnTheHeap() {
    BodyKeeper keeper = new BodyKeeper(1000, folder.resolve("missing"));

    KeptBody kept = keeper.keep(body(Form.JSON, true, "1".repeat(1000)));

    assertThat(kept).isInstanceOf(MemoryBody.class);
    assertThat(kept.form()).isEqualTo(Form.JSON);
    assertThat(kept.truncated()).isTrue();
    assertThat(Executors.rendered(kept)).isEqualTo("1".repeat(1000));
  }

  @Test
  void smallBodiesAlwaysStayOnTheHeap() {
    BodyKeeper keeper = new BodyKeeper(0, folder);

    assertThat(keeper.keep(body(Form.TEXT, false, "x".repeat(128)))).isInstanceOf(MemoryBody.class);
    assertThat(keeper.keep(body(Form.TEXT, false, "x".repeat(129)))).isInstanceOf(FileBody.class);
  }

  @Test
  void bodiesBeyondTheBudgetLieInAFileWithoutAName() throws IOException {
    BodyKeeper keeper = new BodyKeeper(10_000, folder);
    List<KeptBody> kept = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      kept.add(keeper.keep(body(Form.TEXT, i == 9, Integer.toString(i).repeat(9000 + i))));
    }

    for (int i = 0; i < 10; i++) {
      assertThat(Executors.rendered(kept.get(i))).isEqualTo(Integer.toString(i).repeat(9000 + i));
      assertThat(kept.get(i).truncated()).isEqualTo(i == 9);
      assertThat(kept.get(i).form()).isEqualTo(Form.TEXT);
    }
    assertThat(kept.get(0)).isInstanceOf(MemoryBody.class);
    assertThat(kept.get(1)).isInstanceOf(FileBody.class);
    assertThat(kept.get(0).bytesOnHeap()).isPresent();
    assertThat(kept.get(1).bytesOnHeap()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void withoutAPlaceForTheFileBodiesAreDroppedAndSaidToBe() {
    BodyKeeper keeper = new BodyKeeper(0, folder.resolve("missing"));

    for (int i = 0; i < 2; i++) {
      KeptBody kept = keeper.keep(body(Form.JSON, false, "1".repeat(200)));

      assertThat(kept.truncated()).isTrue();
      assertThat(Executors.rendered(kept)).isEqualTo("\"\"");
    }
  }

  @Test
  void aFileThatLostItsEndIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("short"), "12345");
    try (FileChannel channel = FileChannel.open(file)) {
      FileBody body = new FileBody(Form.TEXT, false, channel, 2, 10);

      assertThatThrownBy(() -> body.writeTo(new ByteArrayOutputStream()))
          .isInstanceOf(EOFException.class)
          .hasMessage("A kept response body is gone");
    }
  }
}
