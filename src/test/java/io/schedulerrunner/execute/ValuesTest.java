package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON on its way into expressions and out of them. */
class ValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,\"x\",true,false,null,{}],\"b\":-1.5}",
        "123456789012345678901234567890",
        "9007199254740995",
        "0.12345678901234567890",
        "[]",
        "\"\"",
        "null",
      })
  void aDocumentComesOutAsItCameIn(String document) {
    assertThat(Values.json(Values.parse(document).orElseThrow())).hasToString(document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "1 2", "no"})
  void whatIsNotJsonIsNone(String document) {
    assertThat(Values.parse(document)).isEmpty();
  }

  @Test
  void numbersThatFitAreDoubles() {
    assertThat(Values.parse("2.50")).contains(2.5);
    assertThat(Values.parse("1e400")).contains(new BigDecimal("1e400"));
  }

  @Test
  void textsAreAsPeopleReadThem() {
    assertThat(Values.text("a\"b")).isEqualTo("a\"b");
    assertThat(Values.text(5.0)).isEqualTo("5");
    assertThat(Values.text(100.0)).isEqualTo("100");
    assertThat(Values.text(0.00001)).isEqualTo("0.00001");
    assertThat(Values.text(1e20)).isEqualTo("100000000000000000000");
    assertThat(Values.text(1e21)).isEqualTo("1E+21");
    assertThat(Values.text(7)).isEqualTo("7");
    assertThat(Values.text(new BigInteger("12345678901234567890")))
        .isEqualTo("12345678901234567890");
    assertThat(Values.text(true)).isEqualTo("true");
    assertThat(Values.text(List.of(1, "a"))).isEqualTo("[1,\"a\"]");
    assertThat(Values.text(Map.of("a", Values.NULL))).isEqualTo("{\"a\":null}");
  }

  @Test
  void nullIsNoText() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Values.text(Values.NULL))
        .withMessage("is null, which cannot stand in a text");
  }

  @Test
  void aFunctionIsNoValue() {
    Object function =
        new Evaluator(Time.SYSTEM).evaluate("function($x){$x}", Map.of()).orElseThrow();

    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Values.json(function))
        .withMessage("is a function, not a value");
  }

  @Test
  void theLargestTextPassesAndALargerOneDoesNot() {
    String largest = "x".repeat(Values.MAX_SIZE - 4);

    assertThat(Values.text(largest)).hasSize(largest.length());
    assertThat(Values.json(largest).stringValue()).hasSize(largest.length());
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Values.json(largest + "x"))
        .withMessage("it makes more than 8388608 characters");
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Values.json(Map.of(largest, 1)));
  }

  @Test
  void deepNestingIsRefused() {
    Object deepest = 1;
    for (int i = 0; i < Json.MAX_DEPTH; i++) {
      deepest = List.of(deepest);
    }
    Object deeper = Map.of("a", deepest);

    assertThat(Values.json(deepest).isArray()).isTrue();
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Values.json(deeper))
        .withMessage("makes JSON nested deeper than 200 levels");
  }

  @Test
  void aWatchedTextIsTheText() {
    WatchedText text = new WatchedText("abc", () -> {});

    assertThat(text.subSequence(1, 2)).isEqualTo("b");
    assertThat(text).hasToString("abc").hasSize(3);
  }
}
