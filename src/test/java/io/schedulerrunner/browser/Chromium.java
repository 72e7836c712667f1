package io.schedulerrunner.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine, without a window; tests are skipped where there is none. */
final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** A busy machine may take its time. */
  private static final double PATIENCE_MS = 20_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium open() {
    Optional<Path> program = NAMES.stream().flatMap(Chromium::onPath).findFirst();
    Optional<Path> node = onPath("node").findFirst();
    if (program.isEmpty() || node.isEmpty()) {
      String reason =
          "Browser tests are skipped: there is no "
              + (program.isEmpty() ? "Chromium" : "Node.js, which drives Chromium,")
              + " on the PATH (apt-get install chromium nodejs).";
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    System.setProperty("playwright.nodejs.path", node.orElseThrow().toString());
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(program.orElseThrow())
            .setArgs(FLAGS)
            .setHeadless(true);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /** A new visitor. */
  Page visitor(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("America/New_York"));
    context.setDefaultTimeout(PATIENCE_MS);
    return context.newPage();
  }

  Page visitor() {
    return visitor(1280, 860, ColorScheme.LIGHT);
  }

  /** Kept for people to look at. */
  static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** What axe-core finds wrong with a page as it is now, in its words. */
  static String violations(Page page) throws IOException {
    try (InputStream script =
        Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
      page.evaluate(new String(script.readAllBytes(), UTF_8));
    }
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
              .map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html).join(' '))""");
    return ((List<?>) found).stream().map(Object::toString).collect(joining("\n"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
