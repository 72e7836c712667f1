package io.schedulerrunner.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One call, looked at while its run goes on: events say that it has ended, but not what came. */
@Tag("browser")
final class CallPanelTest {

  private static final Pattern REPORT = Pattern.compile(".*/runs/[^/?]+$");

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;
  private Chromium browser;
  private Upstream upstream;
  private RunningService service;
  private Page page;
  private Locator call;

  @BeforeEach
  void start() throws IOException {
    browser = Chromium.open();
    upstream = new Upstream();
    Path endpoints = Files.writeString(directory.resolve("endpoints.json"), upstream.few());
    service =
        RunningService.start(
            directory, Map.of("ENDPOINTS_FILE", endpoints.toString(), "TOKEN", Upstream.SECRET));
    page = browser.visitor();
    call = page.getByRole(AriaRole.DIALOG);
    page.route(REPORT, CallPanelTest::withoutResults);
    page.navigate(service.url("/"));
    page.getByRole(AriaRole.BUTTON, named("Run now")).click();
    page.getByRole(AriaRole.BUTTON, named("Run")).click();
    assertThat(page.locator(".figures")).containsText("4 / 5");
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
      upstream.close();
      browser.close();
    }
  }

  @Test
  void theAnswerOfACallThatIsDoneIsShownWhileItsRunGoesOn() {
    page.unroute(REPORT);
    page.getByRole(AriaRole.LINK, named("partner-export")).click();

    assertThat(call).containsText("\"ok\": false");
    assertThat(call.locator("tbody tr")).hasCount(3);
    assertThat(heading("Running")).hasCount(1);
  }

  @Test
  void anAnswerThatIsNotRecordedYetIsShownOnceTheRunIsOver() {
    page.getByRole(AriaRole.LINK, named("sync-customers")).click();
    assertThat(call).containsText("Not recorded yet.");
    page.unroute(REPORT);

    upstream.release();

    assertThat(call).containsText("\"path\": \"/customers\"");
  }

  @Test
  void anAnswerThatNobodyRecordedIsNotSaidToBeEmpty() {
    page.getByRole(AriaRole.LINK, named("sync-customers")).click();
    assertThat(call).containsText("Not recorded yet.");
    page.unroute(REPORT);
    page.route(REPORT, Route::abort);

    upstream.release();

    assertThat(page.getByText("The run cannot be followed")).hasCount(1);
    assertThat(call).not().containsText("It has no content.");
  }

  @Test
  void aCallThatGoesOnIsSeenToEnd() {
    page.unroute(REPORT);
    page.getByRole(AriaRole.LINK, named("archive")).click();
    assertThat(call).containsText("It is still going on.");
    assertThat(call).not().containsText("Attempts");

    upstream.release();

    assertThat(call).containsText("\"path\": \"/held\"");
    assertThat(call).not().containsText("It is still going on.");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.LINK, named("archive"))).isFocused();
  }

  /** A report as it is until the first result is written. */
  private static void withoutResults(Route route) {
    APIResponse answer = route.fetch();
    ObjectNode report = (ObjectNode) JSON.readTree(answer.body());
    report.putArray("results");
    report.putArray("errors");
    route.fulfill(
        new Route.FulfillOptions().setResponse(answer).setBody(JSON.writeValueAsString(report)));
  }

  private Locator heading(String text) {
    // Behind a dialog everything else is inert, and no longer found by its role alone.
    return page.locator("h1").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
