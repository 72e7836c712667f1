package io.schedulerrunner.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails, as their golden files have them, on a phone and on a desk, by day and by night. */
@Tag("browser")
final class MailsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/notify");
  private static Chromium browser;

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

  @ParameterizedTest
  @CsvSource({
    "failed, 360, LIGHT",
    "failed, 360, DARK",
    "failed, 1280, LIGHT",
    "failed, 1280, DARK",
    "recovered, 360, LIGHT",
    "recovered, 1280, DARK",
  })
  void theyFitAndCanBeReadAndFetchNothing(String mail, int width, ColorScheme scheme)
      throws IOException {
    List<String> fetched = new ArrayList<>();
    Page page = browser.visitor(width, 800, scheme);
    page.onRequest(request -> fetched.add(request.url()));
    page.setContent(Files.readString(GOLDEN.resolve(mail + ".html")));

    Chromium.keep(
        page, "mail-" + mail + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    assertThat(Chromium.violations(page)).isEmpty();
    assertThat(fetched).isEmpty();
    page.context().close();
  }
}
