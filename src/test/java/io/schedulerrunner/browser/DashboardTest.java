package io.schedulerrunner.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
final class DashboardTest {

  private static final String KEY = "not-a-real-key-1";
  private static Chromium browser;

  @TempDir private Path directory;
  private Upstream upstream;
  private RunningService service;
  private Page page;

  @BeforeAll
  static void open() {
    browser = Chromium.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    upstream = new Upstream();
    Path endpoints = Files.writeString(directory.resolve("endpoints.json"), upstream.few());
    service =
        RunningService.start(
            directory,
            Map.of(
                "ENDPOINTS_FILE", endpoints.toString(), "API_KEY", KEY, "TOKEN", Upstream.SECRET));
    page = browser.visitor();
  }

  @AfterEach
  void stop() {
    page.context().close();
    service.close();
    upstream.close();
  }

  @Test
  void oneSignsInWithAKeyThatOnlyThisTabKnows() {
    page.navigate(service.url("/"));
    page.getByLabel("API key").fill("wrong");
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByText("This key is not valid.")).isVisible();

    signIn();

    assertThat(page.getByText("5 endpoints configured, and no run yet.")).isVisible();
    assertThat(page.evaluate("sessionStorage.getItem('api-key')")).isEqualTo(KEY);
    assertThat(page.evaluate("JSON.stringify(localStorage) + document.cookie").toString())
        .doesNotContain(KEY);
    page.reload();
    assertThat(heading("Ready")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
    assertThat(page.getByLabel("API key")).isVisible();
    assertThat(page.evaluate("sessionStorage.getItem('api-key')")).isNull();
  }

  @Test
  void aRunIsStartedWatchedAndItsFailureOpenedAndRetried() {
    page.navigate(service.url("/"));
    signIn();
    run();

    assertThat(heading("Running")).isVisible();
    assertThat(page.locator(".figures")).containsText("4 / 5");
    assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "4");
    assertThat(page.locator(".going")).containsText("archive");
    Chromium.keep(page, "live-1280-light");
    upstream.release();
    assertThat(heading("1 call did not succeed")).isVisible();

    page.getByRole(AriaRole.LINK, named("partner-export")).click();
    Locator call = page.getByRole(AriaRole.DIALOG);
    assertThat(call).containsText("HTTP 503");
    assertThat(call).containsText("\"ok\": false");
    assertThat(call.locator("tbody tr")).hasCount(3);
    assertThat(call).containsText("curl -X POST");
    page.keyboard().press("Escape");
    assertThat(call).isHidden();
    page.getByRole(AriaRole.LINK, named("sync-customers")).click();
    assertThat(call).containsText("X-Token: ***");
    assertThat(call).not().containsText(Upstream.SECRET);
    page.keyboard().press("Escape");

    upstream.mend();
    int before = upstream.calls().size();
    page.getByRole(AriaRole.BUTTON, named("Retry failed")).click();
    assertThat(heading("Everything succeeded")).isVisible();
    assertThat(upstream.calls().subList(before, upstream.calls().size()))
        .containsExactly("/broken");
    assertThat(page.getByText("reused").first()).isVisible();
  }

  @Test
  void aRunIsFollowedWithoutEventsToo() {
    page.route(Pattern.compile(".*/events$"), route -> route.abort());
    page.navigate(service.url("/"));
    signIn();
    run();

    assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuemax", "5");
    upstream.release();

    assertThat(heading("1 call did not succeed")).isVisible();
  }

  @Test
  void aDryRunSaysWhatWouldBeCalledAndCallsNothing() {
    page.navigate(service.url("/"));
    signIn();
    page.getByRole(AriaRole.BUTTON, named("Run now")).click();
    page.getByText("crm", new Page.GetByTextOptions().setExact(true)).click();
    page.getByRole(AriaRole.BUTTON, named("Dry run")).click();

    assertThat(page.getByText("2 calls would be made")).isVisible();
    assertThat(page.getByText("In parallel, at most 2 at a time, with a deadline")).isVisible();
    assertThat(page.locator(".plan")).containsText("sync-orders");
    assertThat(upstream.calls()).isEmpty();
  }

  @Test
  void twoRunsAreCompared() {
    upstream.release();
    page.navigate(service.url("/"));
    signIn();
    run();
    assertThat(page.getByText("There is no earlier run to compare with.")).isVisible();
    upstream.mend();
    run();

    assertThat(heading("Everything succeeded")).isVisible();
    assertThat(page.locator(".compare")).containsText("Works again");
    assertThat(page.locator(".compare")).containsText("partner-export");
  }

  @Test
  void whatFailsIsSeenAtAGlance() {
    upstream.release();
    page.navigate(service.url("/"));
    signIn();
    run();
    assertThat(heading("1 call did not succeed")).isVisible();
    page.getByRole(AriaRole.LINK, named("Overview")).click();

    assertThat(heading("1 endpoint is failing")).isVisible();
    assertThat(page.locator(".rows").first()).containsText(Pattern.compile("once, [0-9]+ s ago"));
    assertThat(page.locator(".strip a")).hasCount(1);
    page.getByRole(AriaRole.LINK, named("Endpoints")).click();
    assertThat(page.getByText("Monday to Friday at 06:00")).isVisible();
    page.getByLabel("Show").selectOption("failing");
    assertThat(page.locator("#found")).hasText("1 of 5 endpoints");
  }

  @Test
  void runsAreFilteredFromTheKeyboard() {
    upstream.release();
    page.navigate(service.url("/"));
    signIn();
    run();
    assertThat(heading("1 call did not succeed")).isVisible();
    page.getByRole(AriaRole.LINK, named("Runs")).first().click();

    page.getByLabel("Status").selectOption("Succeeded");

    assertThat(page.getByText("No run matches.")).isVisible();
    assertThat(page.getByLabel("Status")).isFocused();
    page.getByLabel("Status").selectOption("Failed");
    assertThat(page.locator(".runs tbody tr")).hasCount(1);
  }

  @Test
  void aScheduleIsPausedAndResumed() {
    upstream.release();
    page.navigate(service.url("/"));
    signIn();
    run();
    assertThat(heading("1 call did not succeed")).isVisible();
    page.getByRole(AriaRole.LINK, named("Overview")).click();

    page.getByRole(AriaRole.BUTTON, named("Pause sync-orders")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Resume sync-orders"))).isVisible();
    page.reload();
    assertThat(page.getByText("paused")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Resume sync-orders")).click();

    assertThat(page.getByRole(AriaRole.BUTTON, named("Pause sync-orders"))).isVisible();
  }

  @Test
  void timesAreTheViewersWithUtcOnHover() {
    upstream.release();
    page.navigate(service.url("/"));
    signIn();
    run();
    assertThat(heading("1 call did not succeed")).isVisible();

    Locator began = page.locator(".figures time").first();
    String utc = began.getAttribute("datetime");
    assertThat(began.getAttribute("title"))
        .contains(utc.replace('T', ' ').replace("Z", " UTC"))
        .contains("America/New_York");
    assertThat(began.textContent()).isNotEqualTo(utc.substring(11, 19));
  }

  @Test
  void theThemeIsTheSystemsUntilOneChooses() {
    Page dark = browser.visitor(1280, 860, ColorScheme.DARK);
    dark.navigate(service.url("/"));
    String ground = "getComputedStyle(document.body).backgroundColor";
    assertThat(dark.evaluate(ground)).isEqualTo("rgb(18, 20, 23)");
    dark.getByLabel("Theme: as the system").click();
    dark.getByLabel("Theme: dark").click();
    assertThat(dark.getByLabel("Theme: light")).isVisible();
    assertThat(dark.evaluate(ground)).isEqualTo("rgb(251, 250, 248)");
    dark.context().close();
  }

  @Test
  void aKeyboardIsEnough() {
    page.navigate(service.url("/"));
    page.getByLabel("API key").fill(KEY);
    page.keyboard().press("Enter");
    assertThat(heading("Ready")).isVisible();
    Locator endpoints = page.getByRole(AriaRole.LINK, named("Endpoints"));
    endpoints.focus();
    page.keyboard().press("Enter");
    // The overview names them too.
    assertThat(page.locator("#found")).hasText("5 endpoints");
    Locator first = page.getByRole(AriaRole.LINK, named("sync-customers"));
    first.focus();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(first).isFocused();
  }

  private void signIn() {
    page.getByLabel("API key").fill(KEY);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
  }

  private void run() {
    page.getByRole(AriaRole.BUTTON, named("Run now")).click();
    page.getByRole(AriaRole.BUTTON, named("Run")).click();
  }

  private Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
