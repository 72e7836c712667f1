package io.schedulerrunner.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/** Copies an answer's headers, and adds those that every answer has. */
final class AnswerHeaders {

  private AnswerHeaders() {}

  static void put(Answer answer, Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::put);
  }
}
