package io.schedulerrunner.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never reaches a route, such as malformed HTTP, and what broke inside: JSON that says
 * nothing of the inside.
 */
final class ErrorAnswers implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Answer answer = answer(response.getStatus());
    AnswerHeaders.put(answer, response);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    answer.body().writeTo(content);
    response.write(/* last= */ true, ByteBuffer.wrap(content.toByteArray()), callback);
    return true;
  }

  private static Answer answer(int status) {
    String reason = HttpStatus.getMessage(status);
    return status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? Answer.error(
            status,
            reason.toLowerCase(Locale.ROOT).replace(' ', '_'),
            "The request could not be understood: " + reason + ".")
        : Answer.error(
            status, "internal_error", "Something went wrong inside; the service's log says what.");
  }
}
