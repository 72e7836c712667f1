package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvFileTest {

  private final Reading reading = Reading.untrusted();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=1|1",
        "A = 1 |1",
        "A=\\t1|1",
        "export A=1|1",
        "  export   A=1|1",
        "A=|``",
        "A= # comment|``",
        "A=#colour|``",
        "A=one # comment|one",
        "A=one #comment|one",
        "A=one# two|one# two",
        "A=one#two|one#two",
        "A=a=b&c=d|a=b&c=d",
        "A=${HOME} $X|${HOME} $X",
        "A='one'|one",
        "A='one' # comment|one",
        "A='one # two'|one # two",
        "A='${B} \\\\n \"x\"'|${B} \\\\n \"x\"",
        "A=\"one\"|one",
        "A=\"it's\"  |it's",
        "A=\"a\\\\nb\\\\rc\\\\td\\\\\"e\\\\\\\\f\\\\$g\\\\h\"|a\\nb\\rc\\td\"e\\\\f$g\\\\h",
        "A=''|``",
        "A=''\\t|``",
        "A=it's|it's",
        "A='one\\ntwo'|one\\ntwo",
        "A='one\\r\\ntwo'\\r\\n|one\\ntwo",
        "A=1\\r\\n|1",
        "A=1\\nA=2|2",
        "\\uFEFFA=1|1",
        "# B=2\\n\\n  # c\\nA=1\\n|1",
        "\\n# B=2\\nA=1|1",
        "\\nA=1|1",
      })
  void aLineIsAVariable(String file, String value) {
    assertThat(EnvFile.parse(unescaped(file), reading))
        .containsExactly(entry("A", unescaped(value)));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void prettyPrintedEndpointsStandBetweenSingleQuotes() {
    String file =
        """
        # the endpoints
        ENDPOINTS='[
          {"url": "https://a.example/x#y", "headers": {"X": "${TOKEN}"}}, # not a comment
          "https://b.example"
        ]'
        TOKEN="abc"
        EMPTY=
        """;

    assertThat(EnvFile.parse(file, reading))
        .containsExactly(
            entry(
                "ENDPOINTS",
                """
                [
                  {"url": "https://a.example/x#y", "headers": {"X": "${TOKEN}"}}, # not a comment
                  "https://b.example"
                ]\
                """),
            entry("TOKEN", "abc"),
            entry("EMPTY", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A|.env line 1: is not NAME=value; put a value of several lines between single quotes.",
        "A=[\\n1]|.env line 2: is not NAME=value; put a value of several lines between single"
            + " quotes.",
        "=x|.env line 1: is not NAME=value; put a value of several lines between single quotes.",
        "1A=x|.env line 1: is not NAME=value; put a value of several lines between single quotes.",
        "A-B=x|.env line 1: is not NAME=value; put a value of several lines between single"
            + " quotes.",
        "Ä=x|.env line 1: is not NAME=value; put a value of several lines between single quotes.",
        "A=1\\n\\nB='not-a-real|.env line 3: opens a quote that is never closed.",
        "B=\"not-a-real\\\\|.env line 1: opens a quote that is never closed.",
        "A=\"|.env line 1: opens a quote that is never closed.",
        "A='not'a-real|.env line 1: has something after the closing quote.",
      })
  void aMistakeIsNamedByItsLineAndWithoutTheValue(String file, String message) {
    EnvFile.parse(unescaped(file), reading);

    assertThat(reading.problems())
        .containsExactly(
            new Problem(
                message.substring(0, message.indexOf(':')),
                message.substring(message.indexOf(':') + 2),
                "NAME='value'"));
  }

  @Test
  void everyMistakeIsNamedAndTheRestIsRead() {
    Map<String, String> variables = EnvFile.parse("one\nA=1\ntwo\nB=2", reading);

    assertThat(variables).containsExactly(entry("A", "1"), entry("B", "2"));
    assertThat(reading.problems())
        .extracting(Problem::where)
        .isEqualTo(List.of(".env line 1", ".env line 3"));
  }

  @Test
  void nothingIsNothing() {
    assertThat(EnvFile.parse("", reading)).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  private static String unescaped(String text) {
    return text.replace("\\\\", "\u0001")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace("\\uFEFF", "\uFEFF")
        .replace('\u0001', '\\');
  }
}
