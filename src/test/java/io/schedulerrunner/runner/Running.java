package io.schedulerrunner.runner;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.StoreSource;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.web.FakeExecutor;
import io.schedulerrunner.web.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** A runner with a history, on a clock of its own. */
abstract class Running {

  static final Trigger SIX = keyed("6:00");

  final SteppedTime time = new SteppedTime(Sample.START);

  final StoreSource source = Histories.source("memory:");

  final History history = Histories.of(source, time);

  final Set<String> failing = ConcurrentHashMap.newKeySet();

  final AtomicInteger ids = new AtomicInteger();

  final FakeExecutor executor = FakeExecutor.answering(this::outcome);

  final Runner runner = runner(executor, history);

  Function<Call, Outcome> during = call -> Sample.succeeded(200);

  List<Endpoint> endpoints = endpoints("one", "two", "three");

  static Trigger keyed(String key) {
    return new Trigger("scheduler", Optional.empty(), Optional.of(key));
  }

  static List<Endpoint> endpoints(String... names) {
    return java.util.Arrays.stream(names).map(Sample::endpoint).toList();
  }

  Outcome outcome(Call call) {
    return failing.contains(call.name()) ? Sample.failed() : during.apply(call);
  }

  Runner runner(FakeExecutor with, History kept) {
    return new Runner(
        Service.settings(),
        () -> new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of()),
        with,
        kept,
        () -> "run-" + ids.incrementAndGet());
  }

  @AfterEach
  void close() {
    history.close();
  }

  RunReply run(Trigger trigger) {
    return runner.run(RunRequest.DEFAULT, trigger, time.nanos(), RunListener.NONE);
  }

  Function<Call, Outcome> once(Runnable action) {
    return call -> {
      during = any -> Sample.succeeded(200);
      action.run();
      return Sample.succeeded(200);
    };
  }
}
