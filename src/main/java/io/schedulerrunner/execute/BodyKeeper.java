package io.schedulerrunner.execute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rendered response bodies of one run: on the heap as long as they are few, then in a
 * temporary file, so that the size of the answers does not bound a run. The file has no name once
 * it is open, and is gone with the last body that lies in it. Thread-safe.
 */
final class BodyKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(BodyKeeper.class);

  /** Smaller ones are cheaper on the heap than the note of where they lie in a file. */
  private static final int ALWAYS_ON_HEAP = 128;

  private final Path folder;
  private long heapBudget;
  private Optional<FileChannel> file = Optional.empty();
  private boolean broken;

  /** Keeps so many bytes on the heap, and the rest in a file in that folder. */
  BodyKeeper(long heapBudget, Path folder) {
    this.heapBudget = heapBudget;
    this.folder = folder;
  }

  /** Keeps a body; takes over the bytes. */
  synchronized KeptBody keep(RenderedBody rendered) {
    int length = rendered.bytes().length;
    if (length <= Math.max(ALWAYS_ON_HEAP, heapBudget)) {
      heapBudget -= length;
      return new MemoryBody(rendered);
    }
    if (broken) {
      return KeptBody.DROPPED;
    }
    try {
      return spill(rendered);
    } catch (IOException e) {
      broken = true;
      LOG.warn("Response bodies beyond the memory budget are dropped: {}", e.toString());
      return KeptBody.DROPPED;
    }
  }

  private KeptBody spill(RenderedBody rendered) throws IOException {
    FileChannel channel = file.isPresent() ? file.get() : open();
    file = Optional.of(channel);
    long position = channel.size();
    ByteBuffer source = ByteBuffer.wrap(rendered.bytes());
    while (source.hasRemaining()) {
      channel.write(source, position + source.position());
    }
    return new FileBody(
        rendered.form(), rendered.truncated(), channel, position, rendered.bytes().length);
  }

  private FileChannel open() throws IOException {
    Path path = Files.createTempFile(folder, "runner-bodies", ".tmp");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }
}
