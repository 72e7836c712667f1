package io.schedulerrunner.execute;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Exchanges and answers, short to write. */
final class Exchanges {

  private Exchanges() {}

  /** A call with a minute left, in the only place there is. */
  static Exchange of(Endpoint endpoint) {
    return of(endpoint, Duration.ofMinutes(1), workers(1));
  }

  /** A call within a deadline that counts from time zero. */
  static Exchange of(Endpoint endpoint, Duration deadline, Workers<Runnable> workers) {
    Plan plan = Plans.parallel(endpoint);
    Call call = plan.calls().getFirst();
    RunScope scope =
        new Scopes(Executors.settings(), 1_000_000, Path.of("target"))
            .create(plan, Executors.context(), workers, deadline.toNanos());
    return new Exchange(call, Requests.of(call, scope), scope, new Progress());
  }

  static Workers<Runnable> workers(int places) {
    return new Workers<>(places, Thread.ofVirtual().factory(), Runnable::run);
  }

  /** Runs tasks in those places. */
  static Executor in(Workers<Runnable> workers) {
    return workers::offer;
  }

  static Answer answer(int status, HttpFields headers, String body) {
    ReceivedBody received = new ReceivedBody(1000);
    received.add(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    return new Answer(status, headers, received, true);
  }

  static Answer answer(int status) {
    return answer(status, HttpFields.EMPTY, "");
  }

  static Reply.Failed refused(int status) {
    return refused(answer(status));
  }

  static Reply.Failed refused(int status, String retryAfter) {
    HttpFields headers = HttpFields.build().put(HttpHeader.RETRY_AFTER, retryAfter).asImmutable();
    return refused(answer(status, headers, ""));
  }

  private static Reply.Failed refused(Answer answer) {
    return Reply.Failed.because(new Failure(ErrorType.STATUS, "HTTP " + answer.status()), answer);
  }
}
