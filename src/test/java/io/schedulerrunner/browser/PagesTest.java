package io.schedulerrunner.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page in every shape, of services that have run before. */
@Tag("browser")
final class PagesTest {

  private static final int MANY = 5_000;
  private static final int MOST_BYTES = 150 * 1024;

  @TempDir private static Path directory;
  private static Chromium browser;
  private static Upstream upstream;
  private static RunningService few;
  private static RunningService many;
  private static String lastRun = "";

  @BeforeAll
  static void open() throws Exception {
    browser = Chromium.open();
    upstream = new Upstream();
    upstream.release();
    few = start("few.json", upstream.few());
    many = start("many.json", upstream.many(MANY));
    upstream.mend();
    for (int i = 0; i < 24; i++) {
      if (i == 20) {
        upstream.spoil();
      }
      lastRun = execute(few);
    }
    execute(many);
  }

  private static RunningService start(String file, String endpoints) throws IOException {
    Path written = Files.writeString(directory.resolve(file), endpoints);
    return RunningService.start(
        directory,
        Map.of(
            "ENDPOINTS_FILE", written.toString(), "TOKEN", Upstream.SECRET, "MAX_WORKERS", "50"));
  }

  private static String execute(RunningService service) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.url("/execute")))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
      return response.headers().firstValue("X-Run-Id").orElseThrow();
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (upstream != null) {
      few.close();
      many.close();
      upstream.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void axeFindsNothingAndNothingSticksOut(int width, ColorScheme scheme) throws IOException {
    Page page = browser.visitor(width, width < 500 ? 844 : 860, scheme);
    List<String> errors = new CopyOnWriteArrayList<>();
    page.onPageError(errors::add);

    look(page, "/", ".strip", "overview");
    look(page, "/#/endpoints", ".endpoints .long .row", "endpoints");
    look(page, "/#/endpoints/sync-customers", "dialog pre", "endpoint");
    look(page, "/#/runs", ".runs", "runs");
    look(page, "/#/runs/" + lastRun, ".timeline .long .row", "run");
    look(page, "/#/runs/" + lastRun + "/calls/3", "dialog pre", "call");
    look(page, "/#/runs/nobody", "h1:text('No such run')", "missing");
    if ((width > 500) == (scheme == ColorScheme.LIGHT)) {
      // The longest page: two of its shapes take as long as all else together.
      look(page, "/docs", ".operation", "docs");
    }

    assertThat(errors).isEmpty();
    page.context().close();
  }

  private static void look(Page page, String path, String awaited, String name) throws IOException {
    page.navigate("about:blank");
    page.navigate(few.url(path));
    page.waitForSelector(awaited);
    int width = page.viewportSize().width;
    String scheme =
        page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
            .toString();
    Chromium.keep(page, name + "-" + width + "-" + scheme);
    assertThat(Chromium.violations(page)).as("%s at %s, %s", path, width, scheme).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of %s", path)
        .isEqualTo(page.evaluate("document.documentElement.clientWidth"));
  }

  @Test
  void fiveThousandEndpointsAreFiltered() throws IOException {
    Page page = browser.visitor();
    page.navigate(many.url("/#/endpoints"));
    assertThat(page.locator("#found")).hasText("5,000 endpoints");
    assertThat(page.locator(".endpoints [role=table], .endpoints.table"))
        .hasAttribute("aria-rowcount", "5001");
    assertThat(page.locator(".endpoints .long .row").count()).isLessThan(60);

    page.evaluate("scrollTo(0, document.body.scrollHeight)");
    assertThat(page.getByText("tenant-4999", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    page.evaluate("scrollTo(0, 0)");
    page.getByLabel("Search").fill("tenant-49");
    assertThat(page.locator("#found")).hasText("100 of 5,000 endpoints");
    page.getByLabel("Tag").selectOption("odd");
    assertThat(page.locator("#found")).hasText("50 of 5,000 endpoints");
    Chromium.keep(page, "many-1280-light");
    assertThat(Chromium.violations(page)).isEmpty();
    say("Scrolling through 5,000 endpoints: slowest frame " + slowestFrame(page) + " ms");
    page.context().close();
  }

  /** Scrolls by a screen in each frame, all the way down. */
  private static long slowestFrame(Page page) {
    page.getByLabel("Tag").selectOption("");
    page.getByLabel("Search").fill("");
    Object slowest =
        page.evaluate(
            """
            () => new Promise(done => {
              let last = performance.now();
              let slowest = 0;
              let frames = 0;
              const step = now => {
                slowest = Math.max(slowest, now - last);
                last = now;
                scrollBy(0, innerHeight);
                if (++frames < 200) requestAnimationFrame(step);
                else done(slowest);
              };
              requestAnimationFrame(now => { last = now; requestAnimationFrame(step); });
            })""");
    return Math.round(((Number) slowest).doubleValue());
  }

  @Test
  void thePageIsLightAndAsksNobodyElse() {
    Page page = browser.visitor();
    AtomicLong bytes = new AtomicLong();
    List<String> strangers = new CopyOnWriteArrayList<>();
    page.onResponse(
        response -> {
          if (!response.url().startsWith(few.url("/"))) {
            strangers.add(response.url());
          } else if (response.url().contains("/dashboard/") || response.url().endsWith("/")) {
            bytes.addAndGet(response.request().sizes().responseBodySize);
          }
        });

    page.navigate(few.url("/"));
    page.waitForSelector(".strip");

    Object usable = page.evaluate("Math.round(performance.now())");
    say("Dashboard: " + bytes + " bytes transferred, usable after " + usable + " ms");
    assertThat(strangers).isEmpty();
    assertThat(bytes.get()).isPositive().isLessThan(MOST_BYTES);
    page.context().close();
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
