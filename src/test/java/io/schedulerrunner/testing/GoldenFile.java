package io.schedulerrunner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file of the test resources. With {@code -Dgolden.update=true} it writes
 * the file instead, which is then to be read and committed by a person.
 */
public final class GoldenFile {

  private static final Path FOLDER = Path.of("src/test/resources");

  private GoldenFile() {}

  /** Both are the same, but for blank space at the end. */
  public static void assertMatches(String file, String text) {
    Path path = FOLDER.resolve(file);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.strip() + "\n");
      }
      assertThat(text.strip()).isEqualTo(Files.readString(path).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
