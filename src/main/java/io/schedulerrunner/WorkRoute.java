package io.schedulerrunner;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.dispatch.BatchWork;
import io.schedulerrunner.dispatch.CloudTasksCourier;
import io.schedulerrunner.dispatch.PostponedException;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.web.Answer;
import io.schedulerrunner.web.Authenticator;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.Verdict;
import io.schedulerrunner.web.WebRequest;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /work}: a batch, as Cloud Tasks brings it. The answer is 200 once all of its results
 * are written, whatever they are: failed calls are tried again by the run's own retries, and only a
 * batch that was not carried out is brought again.
 */
record WorkRoute(Authenticator callers, BatchWork work) {

  private static final Logger LOG = LoggerFactory.getLogger(WorkRoute.class);

  /** A batch has all places of its run: how many batches come at a time is the queue's to say. */
  private static final int ALONE = 1;

  /** For callers with an ID token; an API key is not enough. */
  static Route of(Authenticator callers, BatchWork work) {
    return Route.guarded(
            "POST",
            CloudTasksCourier.PATH,
            "Makes some calls of a run that is spread over instances; for Cloud Tasks only.",
            new WorkRoute(callers, work)::answer)
        .withFields(Map.of("batch", "which calls, as the task has it"));
  }

  private Answer answer(WebRequest request) throws IOException {
    return switch (callers.check(request)) {
      case Verdict.Granted granted -> work(request);
      case Verdict.Missing missing -> refused("Work is brought with an ID token.");
      case Verdict.Refused refused -> refused(refused.message());
    };
  }

  private static Answer refused(String message) {
    return Answer.error(403, "forbidden", message);
  }

  private Answer work(WebRequest request) throws IOException {
    Batch.Key key;
    try {
      key = Batch.Key.parse(Json.read(request.body()).path("batch").asString(""));
    } catch (JsonException | IllegalArgumentException e) {
      return Answer.error(400, "bad request", "The body must name a batch: {\"batch\": \"…\"}.");
    }
    try {
      work.work(key, ALONE);
      return Answer.object(200, json -> json.writeStringProperty("batch", key.text()));
    } catch (PostponedException | StoreException e) {
      LOG.warn("Batch {} is to be brought again", key.text(), e);
      return Answer.error(503, "unavailable", "The batch is to be brought again.");
    }
  }
}
