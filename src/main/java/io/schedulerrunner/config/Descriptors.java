package io.schedulerrunner.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many file descriptors this process may have open; each connection is one. Past the limit
 * nothing can be accepted, not even a look at the health, so connections in either direction are
 * bounded by a share of it. Immutable.
 *
 * @param most the limit; {@link Integer#MAX_VALUE} where none is known
 */
public record Descriptors(int most) {

  /** Of Linux; see {@code proc_pid_limits(5)}. Elsewhere no limit is known. */
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private static final String NAME = "Max open files";

  /** For libraries, the history, logs and listening. */
  private static final int OTHERS = 64;

  /** So that a service with hardly any descriptors still answers. */
  private static final int LEAST = 8;

  /** Those of this process, as they are now. */
  public static Descriptors ofProcess() {
    return read(LIMITS);
  }

  static Descriptors read(Path limits) {
    try {
      return Files.readAllLines(limits).stream()
          .filter(line -> line.startsWith(NAME))
          .map(line -> line.substring(NAME.length()).strip().split(" ", 2)[0])
          .map(Descriptors::of)
          .findFirst()
          .orElseGet(() -> new Descriptors(Integer.MAX_VALUE));
    } catch (IOException e) {
      return new Descriptors(Integer.MAX_VALUE);
    }
  }

  private static Descriptors of(String number) {
    try {
      return new Descriptors((int) Math.min(Long.parseLong(number), Integer.MAX_VALUE));
    } catch (NumberFormatException unlimited) {
      return new Descriptors(Integer.MAX_VALUE);
    }
  }

  /** How many connections there may be in one direction, where more than so many are not wanted. */
  public int share(int wanted) {
    return Math.min(wanted, Math.max(LEAST, (most - OTHERS) / 2));
  }
}
