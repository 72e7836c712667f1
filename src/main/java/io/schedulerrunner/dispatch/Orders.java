package io.schedulerrunner.dispatch;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.BatchStore;
import io.schedulerrunner.history.RunOutline;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that are being worked on here. A plan may have very many calls: it is made once, not
 * for each batch. Thread-safe.
 */
final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  /** As many as are worked on at the same time, and some more. */
  static final int KEPT = 4;

  private final BatchAccess store;
  private final UseCase useCase;
  private final Time time;
  private final Map<Opening, Order> known = new LinkedHashMap<>(16, 0.75f, true);

  /** One opening of a run. */
  private record Opening(String runId, long number) {}

  Orders(BatchAccess store, UseCase useCase, Time time) {
    this.store = store;
    this.useCase = useCase;
    this.time = time;
  }

  /**
   * The order that a batch belongs to; nothing where it is over.
   *
   * @throws PostponedException where this instance would plan something else than was filed
   */
  synchronized Optional<Order> of(Batch.Key key) {
    Opening opening = new Opening(key.runId(), key.opening());
    Optional<Order> order = Optional.ofNullable(known.get(opening));
    if (order.isEmpty()) {
      // Before the next plan is made: two large ones may be more than the memory holds.
      known.keySet().removeIf(this::isOver);
      order = store.use(batches -> batches.order(key)).flatMap(this::planned);
      order.ifPresent(made -> keep(opening, made));
    }
    return order;
  }

  private boolean isOver(Opening opening) {
    Batch.Key any = new Batch.Key(opening.runId(), opening.number(), 0);
    return store.use(batches -> batches.order(any)).isEmpty();
  }

  private void keep(Opening opening, Order order) {
    known.put(opening, order);
    if (known.size() > KEPT) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** The order with its plan; nothing where nobody could make it in time. */
  private Optional<Order> planned(BatchStore.InForce filed) {
    try {
      RunRequest request = useCase.read(filed.order().request());
      Plan plan = useCase.plan(request);
      RunOutline outline = RunOutline.of(plan);
      if (!outline.settingsHash().equals(filed.run().settingsHash())) {
        return refused(filed, "its endpoints are not those that the run was planned with");
      }
      return Optional.of(
          new Order(filed.run(), filed.order(), request, plan, outline, new Needs(plan)));
    } catch (ConfigurationException e) {
      return refused(filed, "it cannot plan it: " + e.getMessage());
    }
  }

  private Optional<Order> refused(BatchStore.InForce filed, String why) {
    String message =
        "Run "
            + filed.run().id()
            + " is left to other instances. This one has another configuration: "
            + why
            + ". All instances need the same ENDPOINTS or ENDPOINTS_FILE.";
    if (time.now().isBefore(filed.order().until().plus(StoreDispatcher.GRACE))) {
      throw new PostponedException(PostponedException.Reason.REFUSED, message);
    }
    LOG.error("{} Nobody else has done so: what is left of it is given up.", message);
    return Optional.empty();
  }
}
