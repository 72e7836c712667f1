package io.schedulerrunner.web;

import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/** Copies an answer's headers, and adds those that every answer has. */
final class AnswerHeaders {

  private static final InstantSource CLOCK = InstantSource.system();

  private AnswerHeaders() {}

  static void put(Answer answer, Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Date", HttpDate.format(CLOCK.instant()));
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    answer.headers().forEach(headers::put);
  }
}
