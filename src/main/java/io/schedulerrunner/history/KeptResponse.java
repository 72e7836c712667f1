package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Response;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * A response's body as it is kept.
 *
 * @param line its document as a JSON string: whatever it holds, a line has no breaks
 */
record KeptResponse(KeptBody.Form form, boolean truncated, String line) {

  /** Most bytes of a response's document; what is longer is cut to fit a Firestore document. */
  static final int MOST_RESPONSE_BYTES = 700_000;

  /** Base64 stays readable where it is cut between its groups. */
  private static final int BASE64_GROUP = 4;

  static KeptResponse of(Response response) {
    KeptBody body = response.body();
    String document = BodyDocument.of(body).text();
    KeptResponse whole = new KeptResponse(body.form(), body.truncated(), string(document));
    return whole.fits() ? whole : cut(body.form(), document);
  }

  private boolean fits() {
    return line.getBytes(UTF_8).length <= MOST_RESPONSE_BYTES;
  }

  /** JSON that is cut is text. */
  private static KeptResponse cut(KeptBody.Form form, String document) {
    boolean json = form == KeptBody.Form.JSON;
    String text = json ? document : Json.read(document).asString();
    KeptBody.Form kept = json ? KeptBody.Form.TEXT : form;
    KeptResponse cut = new KeptResponse(kept, true, string(string(text)));
    while (!cut.fits()) {
      text = text.substring(0, text.length() / 2 / BASE64_GROUP * BASE64_GROUP);
      cut = new KeptResponse(kept, true, string(string(text)));
    }
    return cut;
  }

  private static String string(String text) {
    StringWriter quoted = new StringWriter(text.length() + 2);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), quoted)) {
      json.writeString(text);
    }
    return quoted.toString();
  }
}
