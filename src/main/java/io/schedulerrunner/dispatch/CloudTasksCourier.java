package io.schedulerrunner.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.CloudTasks;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.google.ApiReply;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings batches through Cloud Tasks (<a
 * href="https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create">v2</a>):
 * a task for each, which comes back to this service as {@code POST /work}. A task's name is made
 * from its batch, so that one that is sent twice is there once. Thread-safe.
 */
public final class CloudTasksCourier implements Courier {

  /** Where tasks come back to. */
  public static final String PATH = "/work";

  /**
   * The longest that Cloud Tasks waits for an answer: a batch lasts as long as its run may. A
   * connection that breaks, since its instance is gone, is noticed at once.
   */
  private static final String DISPATCH_DEADLINE = "1800s";

  private static final int AT_ONCE = 16;
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final GoogleApi api;
  private final CloudTasks settings;
  private final Time time;

  /** With the API, and where tasks go. */
  public CloudTasksCourier(GoogleApi api, CloudTasks settings, Time time) {
    this.api = api;
    this.settings = settings;
    this.time = time;
  }

  /**
   * Brings these.
   *
   * @throws StoreException where not all of them could be sent
   */
  @Override
  public void send(List<Batch.Key> batches) {
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Batch.Key batch : batches) {
        sent.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    send(batch);
                  } finally {
                    places.release();
                  }
                  return batch;
                }));
      }
    }
    sent.forEach(CloudTasksCourier::check);
  }

  private static void check(Future<?> sent) {
    if (sent.state() == Future.State.FAILED) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "Not every batch could be sent.", sent.exceptionNow());
    }
  }

  private void send(Batch.Key batch) throws InterruptedException {
    byte[] task = task(batch).toString().getBytes(UTF_8);
    String failure = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (api.post("/v2/" + settings.queue() + "/tasks", task)) {
        case ApiReply.Answered answered -> {
          return;
        }
        case ApiReply.Refused refused -> {
          if (refused.code().equals("ALREADY_EXISTS")) {
            return;
          }
          failure = "HTTP " + refused.status() + " " + refused.code() + ": " + refused.message();
        }
        case ApiReply.Unanswered unanswered -> failure = unanswered.reason();
      }
      time.sleep(PAUSE.multipliedBy(attempt));
    }
    throw new StoreException(
        StoreException.Kind.UNAVAILABLE, "The queue " + settings.queue() + ": " + failure);
  }

  private ObjectNode task(Batch.Key batch) {
    String key = batch.text();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode task = request.putObject("task");
    // Names that begin alike would slow the queue down.
    task.put("name", settings.queue() + "/tasks/" + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)));
    task.put("dispatchDeadline", DISPATCH_DEADLINE);
    ObjectNode http = task.putObject("httpRequest");
    http.put("url", settings.url() + PATH);
    http.put("httpMethod", "POST");
    http.putObject("headers").put("Content-Type", "application/json");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("batch", key);
    http.put("body", Base64.getEncoder().encodeToString(body.toString().getBytes(UTF_8)));
    http.putObject("oidcToken")
        .put("serviceAccountEmail", settings.serviceAccount())
        .put("audience", settings.audience());
    return request;
  }
}
