package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Firestore's documents have at most a mebibyte. */
final class ResultLineTest {

  private static ResultLine line(KeptBody.Form form, String document) {
    Response response = new Response(200, KeptBody.stored(form, false, document.getBytes(UTF_8)));
    return ResultLine.of(
        new ResultEntry.Recorded(1, Examples.result(0, "a", new Outcome.Succeeded(response))), NOW);
  }

  private static KeptBody kept(KeptBody.Form form, String document) {
    ResultLine line = line(form, document);
    ResultEntry.Recorded read =
        (ResultEntry.Recorded) ResultLine.read(line.entry(), line.response());
    return ((Outcome.Succeeded) read.result().result().outcome()).response().body();
  }

  @Test
  void whatFitsIsKeptWhole() {
    String text = "\"" + "x".repeat(699_990) + "\"";

    assertThat(Examples.document(kept(KeptBody.Form.TEXT, text))).isEqualTo(text);
    assertThat(kept(KeptBody.Form.TEXT, text).truncated()).isFalse();
  }

  @Test
  void textIsCut() {
    KeptBody cut = kept(KeptBody.Form.TEXT, "\"" + "\\u0000".repeat(200_000) + "\"");

    assertThat(cut.truncated()).isTrue();
    assertThat(cut.form()).isEqualTo(KeptBody.Form.TEXT);
    assertThat(Examples.document(cut)).hasSize(2 + 6 * 50_000);
  }

  @Test
  void jsonThatIsCutIsText() {
    KeptBody cut = kept(KeptBody.Form.JSON, "[" + "1,".repeat(500_000) + "1]");

    assertThat(cut.truncated()).isTrue();
    assertThat(cut.form()).isEqualTo(KeptBody.Form.TEXT);
    assertThat(Examples.document(cut)).startsWith("\"[1,1,1").hasSize(2 + 500_000);
  }

  @Test
  void base64CanStillBeDecoded() {
    String whole = Base64.getEncoder().encodeToString(new byte[800_000]);

    KeptBody cut = kept(KeptBody.Form.BASE64, "\"" + whole + "\"");

    assertThat(cut.form()).isEqualTo(KeptBody.Form.BASE64);
    String text = Examples.document(cut);
    assertThat(Base64.getDecoder().decode(text.substring(1, text.length() - 1)).length)
        .isBetween(300_000, 520_000);
  }

  @Test
  void noLineHasABreakAndItsSizeIsThatOfItsBytes() {
    ResultLine line = line(KeptBody.Form.JSON, "[\n\"\u00e9\"]");

    assertThat(line.entry() + line.response()).doesNotContain("\n");
    assertThat(line.size())
        .isEqualTo(line.entry().length() + line.response().getBytes(UTF_8).length + 2);
  }

  @Test
  void aRequestThatIsTooLongIsNotKept() {
    assertThat(curl("curl " + "x".repeat(29_995))).isPresent();
    assertThat(curl("curl " + "x".repeat(29_996))).isEmpty();
  }

  private static Optional<String> curl(String line) {
    RecordedResult example = Examples.succeeded(0, "a");
    RecordedResult with = Examples.with(example, Optional.of(line), 0);
    ResultLine written = ResultLine.of(new ResultEntry.Recorded(1, with), NOW);
    ResultEntry.Recorded read =
        (ResultEntry.Recorded) ResultLine.read(written.entry(), written.response());
    return read.result().curl();
  }
}
