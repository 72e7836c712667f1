package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.KeptBody.Form;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they stand in a report. */
class ResponseBodyTest {

  private static final int LIMIT = 20;
  private static final String SECRET = "not-a-real-secret";

  private static Answer answer(String contentType, byte[] bytes, boolean complete, int capacity) {
    ReceivedBody body = new ReceivedBody(capacity);
    body.add(ByteBuffer.wrap(bytes));
    HttpFields headers = HttpFields.build().put(HttpHeader.CONTENT_TYPE, contentType).asImmutable();
    return new Answer(200, headers, body, complete);
  }

  private static RenderedBody render(String contentType, byte[] bytes) {
    return render(Secrets.NONE, answer(contentType, bytes, true, LIMIT));
  }

  private static RenderedBody render(Secrets secrets, Answer answer) {
    return new BodyRenderer(LIMIT, secrets).render(answer);
  }

  private static String text(RenderedBody body) {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": [1, 2.50]}|{\"a\":[1,2.50]}",
        " [ ] |[]",
        "{ }|{}",
        "42|42",
        "-1e400|-1e400",
        "true|true",
        "false|false",
        "null|null",
        "\"ü\"|\"ü\"",
        "[{\"a\":{}},[[]],null]|[{\"a\":{}},[[]],null]"
      })
  void jsonStandsAsJson(String body, String rendered) {
    RenderedBody result = render("text/plain", utf8(body));

    assertThat(result.form()).isEqualTo(Form.JSON);
    assertThat(result.truncated()).isFalse();
    assertThat(text(result)).isEqualTo(rendered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "<p>", "{\"a\":", "1 2", "  ", "[1,]", "nul", "01"})
  void anythingElseStandsAsText(String body) {
    RenderedBody result = render("application/json", utf8(body));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(result.truncated()).isFalse();
    assertThat(text(result)).isEqualTo(quoted(body.replace("\"", "\\\"")));
  }

  @Test
  void aByteOrderMarkIsNoPartOfABody() {
    assertThat(text(render("application/json", utf8("\uFEFF{\"a\": 1}")))).isEqualTo("{\"a\":1}");
    assertThat(text(render("text/plain", utf8("\uFEFFa")))).isEqualTo("\"a\"");
  }

  @Test
  void nothingIsAnEmptyText() {
    assertThat(text(render("application/json", new byte[0]))).isEqualTo("\"\"");
  }

  @Test
  void nestingBeyondReasonStandsAsText() {
    byte[] deep = utf8("[".repeat(300) + "]".repeat(300));

    RenderedBody result =
        new BodyRenderer(1000, Secrets.NONE).render(answer("application/json", deep, true, 1000));

    assertThat(result.form()).isEqualTo(Form.TEXT);
  }

  @Test
  void whatIsTooLongIsCut() {
    RenderedBody result = render("application/json", utf8("[" + "1,".repeat(LIMIT) + "1]"));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(result.truncated()).isTrue();
    assertThat(text(result)).isEqualTo("\"[1,1,1,1,1,1,1,1,1,1\"");
  }

  @Test
  void whatBrokeOffIsTruncated() {
    RenderedBody result =
        render(Secrets.NONE, answer("application/json", utf8("[1]"), false, LIMIT));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(result.truncated()).isTrue();
    assertThat(text(result)).isEqualTo("\"[1]\"");
  }

  @Test
  void aCharacterInTheMiddleOfWhichAnAnswerBrokeOffIsDropped() {
    byte[] begun = {'a', (byte) 0xC3};

    RenderedBody result = render(Secrets.NONE, answer("text/plain", begun, false, LIMIT));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(result.truncated()).isTrue();
    assertThat(text(result)).isEqualTo("\"a\"");
  }

  @Test
  void theCharacterThatStandsForBadOnesMayBeSent() {
    RenderedBody result = render("text/plain", utf8("a\uFFFDb"));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(text(result)).isEqualTo("\"a\uFFFDb\"");
  }

  @Test
  void aCharacterThatTheCutWentThroughIsDropped() {
    RenderedBody result = render("text/plain", utf8("x".repeat(LIMIT - 1) + "ü"));

    assertThat(result.form()).isEqualTo(Form.TEXT);
    assertThat(text(result)).isEqualTo(quoted("x".repeat(LIMIT - 1)));
  }

  @ParameterizedTest
  @CsvSource({"text/plain;charset=ISO-8859-1", "text/plain; charset=\"iso-8859-1\""})
  void theCharsetOfTheAnswerCounts(String contentType) {
    byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(text(render(contentType, latin))).isEqualTo("\"ü\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain;charset=no-such-charset", "text/plain;charset=a b", "text/plain"})
  void anUnknownCharsetIsTakenForUtf8(String contentType) {
    assertThat(text(render(contentType, utf8("ü")))).isEqualTo("\"ü\"");
  }

  @Test
  void bytesThatAreNoTextStandAsBase64() {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, 1};

    RenderedBody result = render("application/octet-stream", bytes);

    assertThat(result.form()).isEqualTo(Form.BASE64);
    assertThat(text(result)).isEqualTo(quoted(Base64.getEncoder().encodeToString(bytes)));
  }

  @Test
  void anIncompleteCharacterAtTheEndOfAWholeBodyIsNoText() {
    assertThat(render("text/plain", new byte[] {'a', (byte) 0xc3}).form()).isEqualTo(Form.BASE64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"echo\":\"a not-a-real-secret b\"}|{\"echo\":\"a *** b\"}",
        "{\"not-a-real-secret\":1}|{\"***\":1}",
        "text not-a-real-secret|\"text ***\"",
        "{\"n\":1234567890}|{\"n\":\"***\"}"
      })
  void secretsAreHiddenWhereverTheyStand(String body, String rendered) {
    Secrets secrets = Secrets.of(List.of(SECRET, "1234567890"));

    RenderedBody result =
        new BodyRenderer(1000, secrets).render(answer("text/plain", utf8(body), true, 1000));

    assertThat(text(result)).isEqualTo(rendered);
  }

  @Test
  void secretsAreHiddenInBytes() {
    Secrets secrets = Secrets.of(List.of(SECRET));
    byte[] body = (SECRET + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);

    RenderedBody result = new BodyRenderer(1000, secrets).render(answer("x/y", body, true, 1000));

    assertThat(Base64.getDecoder().decode(text(result).replace("\"", "")))
        .isEqualTo("***\u00ff".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theCutNeverLeavesAPartOfASecret() {
    Secrets secrets = Secrets.of(List.of(SECRET));
    int capacity = LIMIT + secrets.longest();
    String body = "x".repeat(LIMIT - 5) + SECRET + "y".repeat(100);

    RenderedBody result = render(secrets, answer("text/plain", utf8(body), true, capacity));

    assertThat(text(result)).isEqualTo(quoted("x".repeat(LIMIT - 5) + "***"));
    assertThat(result.truncated()).isTrue();
  }

  @Test
  void aBodyIsCollectedInPiecesAndCountedBeyondItsEnd() {
    ReceivedBody body = new ReceivedBody(700);
    body.add(ByteBuffer.wrap(new byte[300]));
    assertThat(body.overflowed()).isFalse();
    body.add(ByteBuffer.wrap(new byte[300]));
    body.add(ByteBuffer.wrap(new byte[300]));
    body.add(ByteBuffer.wrap(new byte[300]));

    assertThat(body.kept().remaining()).isEqualTo(700);
    assertThat(body.total()).isEqualTo(1200);
    assertThat(body.overflowed()).isTrue();
  }
}
