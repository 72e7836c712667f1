package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.repository.Shell.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The options that ./runner gives to a real JVM: nothing but the application's output comes out.
 */
final class LaunchedJvmTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cold", "sustained"})
  void an_aot_cache_that_does_not_fit_is_passed_over_silently(String profile) throws Exception {
    Skeleton skeleton = builtSkeleton();
    Files.writeString(skeleton.app().resolve("runner.aot"), "not a cache");
    assertSaysHello(hello(skeleton, profile));
  }

  @Test
  void an_aot_cache_that_fits_is_used() throws Exception {
    Skeleton skeleton = builtSkeleton();
    Path cache = skeleton.app().resolve("runner.aot");
    Path trained = folder.resolve("trained.aot");
    Shell training = shell(skeleton, "cold").with("JAVA_OPTS", "-XX:AOTCacheOutput=" + trained);
    assertThat(training.run(skeleton.launcher()).exit()).isZero();
    Files.move(trained, cache);
    assertSaysHello(hello(skeleton, "cold"));
    Shell strict = shell(skeleton, "cold").with("JAVA_OPTS", "-XX:AOTMode=on");
    assertSaysHello(strict.run(skeleton.launcher()));
    Files.delete(cache);
    Files.writeString(cache, "not a cache");
    assertThat(strict.run(skeleton.launcher()).exit()).isEqualTo(1);
  }

  private Skeleton builtSkeleton() throws IOException, InterruptedException {
    Skeleton skeleton = Skeleton.in(folder);
    assertThat(skeleton.shell(folder).run(skeleton.launcher()).exit()).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Hello.class.getName());
    String entry = Hello.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(skeleton.app().resolve("runner.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest);
        InputStream hello = Hello.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(hello.readAllBytes());
    }
    return skeleton;
  }

  private Shell shell(Skeleton skeleton, String profile) {
    return skeleton
        .shell(folder)
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("RUNNER_PROFILE", profile);
  }

  private Finished hello(Skeleton skeleton, String profile)
      throws IOException, InterruptedException {
    return shell(skeleton, profile).run(skeleton.launcher());
  }

  private static void assertSaysHello(Finished finished) {
    assertThat(finished.err()).isEmpty();
    assertThat(finished.out()).isEqualTo("hello\n");
    assertThat(finished.exit()).isZero();
  }

  /** The application. */
  static final class Hello {
    private Hello() {}

    static void main() {
      IO.println("hello");
    }
  }
}
