package io.schedulerrunner.cli;

import io.schedulerrunner.report.Style;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stream of this process ends in. Immutable.
 *
 * @param live whether lines can be painted over
 * @param rows how many lines can be painted over
 */
public record Terminal(boolean live, int rows, Style style) {

  /** A file or a pipe. */
  static final Terminal NONE = new Terminal(false, 0, Style.PLAIN);

  /**
   * Asks the system what a stream ends in. The JDK knows only whether standard input and output
   * both are terminals, and no size.
   *
   * @param descriptor 1 for standard output, 2 for standard error
   * @param charset of the stream
   */
  public static Terminal of(int descriptor, Charset charset, Map<String, String> environment) {
    // What stty finds goes out by the one stream that is not asked about.
    String size = "test -t " + descriptor + " && stty size <&" + descriptor;
    ProcessBuilder probe = new ProcessBuilder("/bin/sh", "-c", size + " >&" + (3 - descriptor));
    return of(
        descriptor == 1
            ? probe.redirectOutput(ProcessBuilder.Redirect.INHERIT)
            : probe.redirectError(ProcessBuilder.Redirect.INHERIT),
        descriptor == 1,
        charset,
        environment);
  }

  static Terminal of(
      ProcessBuilder probe, boolean onError, Charset charset, Map<String, String> environment) {
    List<String> size = List.of(run(probe, onError).strip().split(" ", -1));
    if (size.size() != 2) {
      return new Terminal(false, 0, new Style(Style.ENDLESS, false, isUnicode(charset)));
    }
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    int columns = number(environment.getOrDefault("COLUMNS", "")).orElse(0);
    return new Terminal(
        !dumb,
        number(size.getFirst()).orElse(24),
        new Style(
            columns > 0 ? columns : number(size.getLast()).orElse(80), !plain, isUnicode(charset)));
  }

  private static String run(ProcessBuilder probe, boolean onError) {
    try {
      Process process = probe.start();
      try (var answer = onError ? process.getErrorStream() : process.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
      }
    } catch (IOException e) {
      return "";
    }
  }

  /** A terminal that does not know its size says 0. */
  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static boolean isUnicode(Charset charset) {
    return charset.newEncoder().canEncode('✓');
  }
}
