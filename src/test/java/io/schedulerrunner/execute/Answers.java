package io.schedulerrunner.execute;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;

/** Answers as endpoints may give them. */
final class Answers {

  private Answers() {}

  static Reply ok() {
    return json("{}");
  }

  static Reply json(String body) {
    return new Reply.Answered(answer(200, body));
  }

  static Answer answer(int status, String body) {
    return answer(status, HttpFields.EMPTY, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer answer(int status, HttpFields headers, byte[] body) {
    return new Answer(status, headers, received(body, Executors.MAX_RESPONSE_BYTES), true);
  }

  static ReceivedBody received(byte[] body, int capacity) {
    ReceivedBody received = new ReceivedBody(capacity);
    received.add(ByteBuffer.wrap(body));
    return received;
  }

  static Reply failure() {
    return new Reply.Failed(ErrorType.CONNECT, "No connection.");
  }
}
