package io.schedulerrunner.web;

import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/** Copies an answer's headers, and adds those that every answer has. */
final class AnswerHeaders {

  private AnswerHeaders() {}

  static void put(Answer answer, Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Date", HttpDate.format(Instant.now()));
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::put);
  }
}
