package io.schedulerrunner.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.schedulerrunner.testing.HostileServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint's answer is text to the dashboard, whatever it holds. */
@Tag("browser")
final class HostileAnswerTest {

  @TempDir private Path directory;

  @Test
  void nothingOfItIsCarriedOut() throws Exception {
    List<String> dialogs = new ArrayList<>();
    List<String> fetched = new ArrayList<>();
    try (Chromium browser = Chromium.open();
        HostileServer hostile = new HostileServer();
        RunningService service =
            RunningService.start(
                directory,
                Map.of(
                    "ENDPOINTS",
                    "[{\"name\":\"evil\",\"url\":\"" + hostile.url("/html") + "\"}]"))) {
      Page page = browser.visitor();
      page.onDialog(dialog -> dismiss(dialog, dialogs));
      page.onRequest(request -> fetched.add(request.url()));
      page.navigate(service.url("/"));
      page.getByRole(AriaRole.BUTTON, named("Run now")).click();
      page.getByRole(AriaRole.BUTTON, named("Run")).click();
      assertThat(page.getByRole(AriaRole.HEADING, named("1 call did not succeed"))).isVisible();
      page.getByRole(AriaRole.LINK, named("evil")).first().click();

      Locator call = page.getByRole(AriaRole.DIALOG);
      assertThat(call).containsText("<script>alert(1)</script><img src=x onerror=");
      assertThat(call.locator("script, img, svg[onload]")).hasCount(0);
      Chromium.keep(page, "hostile-1280-light");
      assertThat(fetched).allMatch(url -> url.startsWith(service.url("/")) && !url.endsWith("/x"));
    }
    assertThat(dialogs).isEmpty();
  }

  private static void dismiss(Dialog dialog, List<String> dialogs) {
    dialogs.add(dialog.message());
    dialog.dismiss();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
