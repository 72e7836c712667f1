package io.schedulerrunner.fuzz;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.EnvFileFuzz;
import io.schedulerrunner.config.YamlFuzz;
import io.schedulerrunner.execute.ResponseFuzz;
import io.schedulerrunner.execute.TemplateFuzz;
import io.schedulerrunner.web.oidc.TokenFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What bench/fuzz begins with, and what it found once: each seed as it is, and with a few changes
 * that are the same every time.
 */
class FuzzRegressionTest {

  private static final Path SEEDS = Path.of("src/test/resources/fuzz");
  private static final int CHANGED = 40;

  private static final Map<String, Consumer<byte[]>> TARGETS =
      new TreeMap<>(
          Map.of(
              "ConfigurationFuzz", ConfigurationFuzz::fuzzerTestOneInput,
              "CronFuzz", CronFuzz::fuzzerTestOneInput,
              "EnvFileFuzz", EnvFileFuzz::fuzzerTestOneInput,
              "ImportFuzz", ImportFuzz::fuzzerTestOneInput,
              "RequestFuzz", RequestFuzz::fuzzerTestOneInput,
              "ResponseFuzz", ResponseFuzz::fuzzerTestOneInput,
              "TemplateFuzz", TemplateFuzz::fuzzerTestOneInput,
              "TokenFuzz", TokenFuzz::fuzzerTestOneInput,
              "YamlFuzz", YamlFuzz::fuzzerTestOneInput));

  @Test
  void everyTargetHasSeedsAndIsTried() throws IOException {
    try (Stream<Path> folders = Files.list(SEEDS);
        Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
      assertThat(
              sources
                  .map(source -> source.getFileName().toString())
                  .filter(name -> name.endsWith("Fuzz.java"))
                  .map(name -> name.substring(0, name.length() - ".java".length())))
          .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
    }
  }

  static List<Path> seeds() throws IOException {
    try (Stream<Path> files = Files.walk(SEEDS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noInputBreaksIt(Path seed) throws IOException {
    String name = SEEDS.relativize(seed).getName(0).toString();
    Consumer<byte[]> target = requireNonNull(TARGETS.get(name));
    byte[] input = Files.readAllBytes(seed);
    Random random = new Random(Arrays.hashCode(input));

    target.accept(input);
    for (int i = 0; i < CHANGED; i++) {
      byte[] changed = changed(input, random);
      try {
        target.accept(changed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(seed + " changed to " + Arrays.toString(changed), e);
      }
    }
  }

  /** Some bytes replaced, doubled or cut out. */
  private static byte[] changed(byte[] input, Random random) {
    int from = random.nextInt(input.length);
    int to = Math.min(input.length, from + random.nextInt(8));
    byte[] changed =
        random.nextBoolean() ? input.clone() : Arrays.copyOf(input, input.length + to - from);
    int rest = Math.min(input.length - from, changed.length - to);
    System.arraycopy(input, from, changed, to, rest);
    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    return changed;
  }
}
