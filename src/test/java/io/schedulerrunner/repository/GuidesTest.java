package io.schedulerrunner.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.ErrorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documentation promises to hold. */
final class GuidesTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  @ParameterizedTest
  @EnumSource
  void eachKindOfFailureHasItsSection(ErrorType type) throws IOException {
    String guide = Files.readString(Path.of("docs", "troubleshooting.md"));
    String name = type.wireName();

    assertThat(guide)
        .contains("\n| [`" + name + "`](#" + name + ") | ")
        .containsPattern("\n## `" + name + "`\n\n\\*[A-Z].*\\*\n\n\\S");
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (file.toString().endsWith(".md")) {
        Matcher links = LINK.matcher(Files.readString(file, UTF_8));
        while (links.find()) {
          if (!links.group(1).contains(":") && !leadsSomewhere(file, links.group(1))) {
            broken.add(file + ": " + links.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path file, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (parts.length == 1 || !target.toString().endsWith(".md")) {
      return Files.exists(target);
    }
    return Files.exists(target)
        && Files.readString(target, UTF_8)
            .lines()
            .filter(line -> line.startsWith("#"))
            .anyMatch(line -> anchor(line).equals(parts[1]));
  }

  /** As GitHub names a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\w -]", "")
        .replace(' ', '-');
  }
}
