package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;

/** Between Jetty and the router: admits, answers, and survives whatever goes wrong. */
final class Dispatcher extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Router router;
  private final InFlight inFlight;
  private final BodyLimits limits;

  Dispatcher(Router router, InFlight inFlight, BodyLimits limits) {
    this.router = router;
    this.inFlight = inFlight;
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // A run may be silent for as long as its deadline: only a blocked read or write times out.
    request.addIdleTimeoutListener(timeout -> false);
    try {
      answer(request, response);
      discardRest(request);
      callback.succeeded();
    } catch (IOException | JacksonIOException | HttpException.RuntimeException e) {
      LOG.debug("The client of {} broke off", request, e);
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.error("A request could not be answered", e);
      callback.failed(e);
    }
    return true;
  }

  private void answer(Request request, Response response) throws IOException {
    if (!inFlight.enter()) {
      send(Answer.error(503, "stopping", "The service is stopping."), request, response);
      return;
    }
    try {
      send(answer(new WebRequest(request, limits)), request, response);
    } finally {
      inFlight.leave();
    }
  }

  private Answer answer(WebRequest request) throws IOException {
    try {
      return router.answer(request);
    } catch (ConfigurationException e) {
      return Answer.problems(e);
    } catch (Refusal e) {
      return e.answer();
    }
  }

  /** Leaves the stream open where the body breaks off, so that no half answer looks whole. */
  @SuppressWarnings("MustBeClosed")
  private void send(Answer answer, Request request, Response response) throws IOException {
    response.setStatus(answer.status());
    AnswerHeaders.put(answer, response);
    if (inFlight.isClosed() || HttpMethod.CONNECT.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    OutputStream out = Response.asBufferedOutputStream(request, response);
    answer.body().writeTo(out);
    out.close();
  }

  /**
   * What is left of a body that nobody read is taken off the wire, so that a client that sends
   * first and reads then gets to read its answer instead of a reset connection.
   */
  private void discardRest(Request request) throws IOException {
    HttpFields headers = request.getHeaders();
    boolean hasBody =
        headers.contains(HttpHeader.CONTENT_LENGTH)
            || headers.contains(HttpHeader.TRANSFER_ENCODING);
    boolean waitsForContinue = headers.contains(HttpHeader.EXPECT);
    if (hasBody && !waitsForContinue) {
      limits.discard(Request.asInputStream(request), System.nanoTime());
    }
  }
}
