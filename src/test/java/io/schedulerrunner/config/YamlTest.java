package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a: 1|{\"a\":1}",
        "- 1\\n- two|[1,\"two\"]",
        "[true, True, FALSE, null, ~~~~, '']|[true,true,false,null,null,\"\"]",
        "[yes, no, on, 012, 1_000, 2024-01-01]|"
            + "[\"yes\",\"no\",\"on\",12,\"1_000\",\"2024-01-01\"]",
        "[0x1F, 0o17, -5, +5]|[31,15,-5,5]",
        "[2147483647, 2147483648, -2147483649]|[2147483647,2147483648,-2147483649]",
        "9223372036854775808|9223372036854775808",
        "-9223372036854775809|-9223372036854775809",
        "[0.1, 1.10, 1e3, 0.12345678901234567890123]|[0.1,1.10,1E+3,0.12345678901234567890123]",
        "{\"json\": [\"is\", {\"yaml\": \"too\"}]}|{\"json\":[\"is\",{\"yaml\":\"too\"}]}",
        "a: &x {b: 1}\\nc: *x|{\"a\":{\"b\":1},\"c\":{\"b\":1}}",
        "1: a|{\"1\":\"a\"}",
        "~~~~|null",
        "a: >-\\n  folded\\n  text|{\"a\":\"folded text\"}",
      })
  void yamlIsReadAsTheJsonItMeans(String yaml, String json) {
    assertThat(Yaml.read(yaml.replace("\\n", "\n").replace("~~~~", "~"))).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|line 1, column 1: it is empty",
        "# nothing|line 1, column 1: it is empty",
        "a: [1|line 1, column 6: it is not valid YAML here; check indentation and quotes",
        "a: 1\\n b: 2|line 2, column 3: it is not valid YAML here; check indentation and quotes",
        "a: 1\\na: 2|line 2, column 1: a name stands twice in the same object",
        "? [a]\\n: 1|line 1, column 3: a name must be a plain text",
        "a: 1\\nb: .nan|line 2, column 4: this number has no place in JSON",
        "a: *x|line 1, column 4: it is not valid YAML here; check indentation and quotes",
        "a: 1\\n---\\nb: 2|line 2, column 1: it is not valid YAML here; check indentation and"
            + " quotes",
        "a: &x [*x]|line 1, column 4: too deep, or too large once its aliases are resolved",
      })
  void aMistakeIsNamedWithItsPlace(String yaml, String message) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read(yaml.replace("\\n", "\n")))
        .withMessage(message);
  }

  @Test
  void nestingIsBoundedAsInJson() {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

    String objects = "{a: ".repeat(Json.MAX_DEPTH) + "}".repeat(Json.MAX_DEPTH);

    assertThat(Yaml.read(deep)).isEqualTo(Json.read(deep));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read("{a: " + objects + "}"))
        .withMessageEndingWith("too deep, or too large once its aliases are resolved");
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read("[" + deep + "]"))
        .withMessageEndingWith("too deep, or too large once its aliases are resolved");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read("[".repeat(200_000) + "]".repeat(200_000)))
        .withMessage("line 1, column 1: it is nested too deep");
  }

  @Test
  void aliasesCannotMakeAHugeTreeOfASmallFile() {
    String doubling =
        IntStream.range(1, 25)
            .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
            .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read(doubling))
        .withMessageEndingWith("too deep, or too large once its aliases are resolved");
  }

  @Test
  void tooManyAliasesAreRefused() {
    String many = "a: &a [1]\nb: [" + "*a, ".repeat(60) + "]\n";

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read(many))
        .withMessage("line 1, column 1: it is not one valid YAML document");
  }

  @Test
  void whatTheLibraryThrowsOfItsOwnIsAProblemToo() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read("a: !%f"))
        .withMessage("line 1, column 1: what follows an exclamation mark is no tag; quote it");
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Yaml.read("\"\\u"))
        .withMessage(
            "line 1, column 1: a backslash and u, U or x need hexadecimal digits after them");
  }
}
