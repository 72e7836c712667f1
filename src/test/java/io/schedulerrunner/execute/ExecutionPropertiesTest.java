package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever depends on whatever, and however it ends. */
class ExecutionPropertiesTest {

  private enum Fate {
    SUCCEEDS,
    FAILS,
    OMITTED
  }

  /** An acyclic graph of endpoints in a random order of configuration. */
  private static List<Endpoint> graph(int size, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      order.add(i);
    }
    java.util.Collections.shuffle(order, random);
    List<Endpoint> endpoints = new ArrayList<>();
    for (int number : order) {
      List<String> after = new ArrayList<>();
      for (int earlier = 0; earlier < number; earlier++) {
        if (random.nextInt(size) < 2) {
          after.add("e" + earlier);
        }
      }
      endpoints.add(Plans.after(after, Plans.get("e" + number, "http://h/")));
    }
    return endpoints;
  }

  private static Map<String, Fate> fates(List<Endpoint> endpoints, Random random) {
    Map<String, Fate> fates = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      int dice = random.nextInt(10);
      fates.put(endpoint.name(), dice == 0 ? Fate.FAILS : dice == 1 ? Fate.OMITTED : Fate.SUCCEEDS);
    }
    return fates;
  }

  private static Reply reply(Fate fate) {
    return switch (fate) {
      case SUCCEEDS -> Answers.ok();
      case FAILS -> Answers.failure();
      case OMITTED -> new Reply.Omitted("why");
    };
  }

  @Property(tries = 300)
  void everyGraphIsCarriedOutInAValidOrder(
      @ForAll @IntRange(min = 0, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 8) int workers,
      @ForAll long seed,
      @ForAll Plan.Mode mode) {
    Random random = new Random(seed);
    List<Endpoint> endpoints = graph(size, random);
    Map<String, Fate> fates = fates(endpoints, random);
    Set<String> succeeded = ConcurrentHashMap.newKeySet();
    ConcurrentLinkedQueue<String> called = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> tooEarly = new ConcurrentLinkedQueue<>();
    Plan plan =
        Plans.plan(
            mode, mode == Plan.Mode.PARALLEL ? workers : 1, Duration.ofMinutes(1), endpoints);

    Run run =
        FakeEndpoints.execution(
                plan,
                Executors.context(),
                exchange -> {
                  Endpoint endpoint = exchange.call().endpoint();
                  called.add(endpoint.name());
                  if (!succeeded.containsAll(endpoint.dependsOn())) {
                    tooEarly.add(endpoint.name());
                  }
                  Fate fate = fates.getOrDefault(endpoint.name(), Fate.FAILS);
                  if (fate == Fate.SUCCEEDS) {
                    succeeded.add(endpoint.name());
                  }
                  return reply(fate);
                })
            .run();

    assertThat(tooEarly).isEmpty();
    assertThat(called).doesNotHaveDuplicates();
    assertThat(run.results())
        .extracting(result -> result.call().name())
        .containsExactlyElementsOf(endpoints.stream().map(Endpoint::name).toList());
    assertEveryResultFollows(run, fates, Set.copyOf(called));
  }

  /** Nothing lost: who was not called has a dependency that explains it, all others were called. */
  private static void assertEveryResultFollows(
      Run run, Map<String, Fate> fates, Set<String> called) {
    Map<String, Outcome> outcomes = new HashMap<>();
    run.results().forEach(result -> outcomes.put(result.call().name(), result.outcome()));
    int successful = 0;
    int failed = 0;
    int omitted = 0;
    for (Result result : run.results()) {
      Endpoint endpoint = result.call().endpoint();
      boolean free =
          endpoint.dependsOn().stream()
              .allMatch(name -> outcomes.get(name) instanceof Outcome.Succeeded);
      assertThat(called.contains(endpoint.name())).isEqualTo(free);
      switch (result.outcome()) {
        case Outcome.Succeeded succeeded -> {
          successful++;
          assertThat(fates.get(endpoint.name())).isEqualTo(Fate.SUCCEEDS);
        }
        case Outcome.Omitted left -> omitted++;
        case Outcome.Failed wrong -> {
          failed++;
          assertThat(fates.get(endpoint.name())).isEqualTo(Fate.FAILS);
        }
        case Outcome.Skipped skipped -> {
          failed++;
          assertThat(free).isFalse();
        }
        case Outcome.NotStarted never -> throw new AssertionError(never);
        case Outcome.Cancelled never -> throw new AssertionError(never);
      }
    }
    assertThat(successful + failed + omitted).isEqualTo(run.plan().calls().size());
  }
}
