package io.schedulerrunner.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Cases kept in a file: a title, an input, and what must come of it. */
public record Cases(String title, String input, String expected) {

  /** Reads {@code === title}, the input, {@code ---}, what is expected. */
  public static List<Cases> of(String resource) {
    try (InputStream in = Cases.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^=== ")).skip(1).map(Cases::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cases parse(String block) {
    int title = block.indexOf('\n');
    int rule = block.indexOf("\n---\n");
    return new Cases(
        block.substring(0, title),
        block.substring(title + 1, rule),
        block.substring(rule + "\n---\n".length()).strip());
  }

  @Override
  public String toString() {
    return title;
  }
}
