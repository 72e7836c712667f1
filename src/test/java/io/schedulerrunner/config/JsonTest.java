package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

final class JsonTest {

  private static final Text TEXT =
      new Text(
          List.of(
              new Text.Literal("Bearer "),
              new Text.Substituted("TOKEN", "not-a-real-secret-1", true)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "\"\"",
        "0",
        "-1",
        "2147483648",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1",
        "1.10",
        "0.12345678901234567890123",
        "1E+400",
        "{\"a\":[1,{\"b\":null}],\"c\":\"\\u0000\\n\\\"ü€😀\",\"\":\"\"}"
      })
  void whatIsReadIsWrittenAgainDigitByDigit(String json) {
    assertThat(written(Json.read(json))).isEqualTo(json);
    assertThat(written(Json.read(json.getBytes(StandardCharsets.UTF_8)))).isEqualTo(json);
    assertThat(shown(Json.read(json))).isEqualTo(json);
  }

  @Test
  void numbersKeepTheirKind() {
    assertThat(Json.read("1").isInt()).isTrue();
    assertThat(Json.read("2147483648").isLong()).isTrue();
    assertThat(Json.read("9223372036854775808").bigIntegerValue())
        .isEqualTo(new BigInteger("9223372036854775808"));
    assertThat(Json.read("1.0").decimalValue()).isEqualTo(new BigDecimal("1.0"));
  }

  @Test
  void numbersOfExpressionsAreWrittenToo() {
    assertThat(written(new DoubleNode(0.5))).isEqualTo("0.5");
    assertThat(written(BigIntegerNode.valueOf(BigInteger.TEN.pow(30))))
        .isEqualTo("1000000000000000000000000000000");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(Json.read("\uFEFF[1]".getBytes(StandardCharsets.UTF_8)).size()).isEqualTo(1);
  }

  @Test
  void aTextIsWrittenAsItIsSentOrAsItMayBeSeen() {
    JsonNode tree = JsonNodeFactory.instance.arrayNode().add(new POJONode(TEXT));

    assertThat(written(tree)).isEqualTo("[\"Bearer not-a-real-secret-1\"]");
    assertThat(shown(tree)).isEqualTo("[\"Bearer ***\"]");
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

    assertThat(written(Json.read(deep))).isEqualTo(deep);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read("[" + deep + "]"))
        .withMessage(
            "line 1, column 201: nested deeper than 200 levels, or a number or name too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1|1|it is empty",
        "' '|1|2|it is empty",
        "[1|1|3|it ends too early; a quote or a closing bracket is missing",
        "{\"a\":1,\"a\":2}|1|11|a name stands twice in the same object",
        "[]x|1|3|text without quotes; only numbers, true, false and null stand bare",
        "[] 1|1|4|something follows after the end of the document",
        "1e99999999999|1|1|a number with too large an exponent",
        "[1e-99999999999]|1|2|a number with too large an exponent",
        "01|1|2|it is not valid JSON here",
      })
  void aMistakeIsNamedWithItsPlace(String json, int line, int column, String reason) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(json))
        .withMessage("line %d, column %d: %s", line, column, reason)
        .satisfies(
            e -> {
              assertThat(e.line()).isEqualTo(line);
              assertThat(e.column()).isEqualTo(column);
            });
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xC3, '"'}))
        .withMessage("line 1, column 4: it is not valid UTF-8");
  }

  private static String written(JsonNode tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.write(generator, tree);
    }
    return out.toString();
  }

  private static String shown(JsonNode tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.writeShown(generator, tree);
    }
    return out.toString();
  }

  @Test
  void bytesInNoKnownEncodingAreRefusedAsAnyOtherGarbage() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(new byte[] {0, 0, 4, 0}))
        .withMessage("line 1, column 1: it is not UTF-8");
  }
}
