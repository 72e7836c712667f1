package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Endpoints that answer as they are told, without a network, and remember what they were sent. */
final class FakeEndpoints implements Caller {

  private final Map<String, Reply> replies = new HashMap<>();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private Caller behaviour = exchange -> replies.getOrDefault(exchange.call().name(), Answers.ok());

  FakeEndpoints answering(String name, Reply reply) {
    replies.put(name, reply);
    return this;
  }

  FakeEndpoints behaving(Caller all) {
    behaviour = all;
    return this;
  }

  /** Names, in the order of their calls. */
  List<String> called() {
    return called;
  }

  Request request(int call) {
    return requests.get(call);
  }

  String body(int call) {
    return new String(request(call).body().orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public Reply call(Exchange exchange) {
    called.add(exchange.call().name());
    requests.add(exchange.request());
    return behaviour.call(exchange);
  }

  /** Carries out a plan with all callers around these endpoints. */
  Run run(Plan plan) {
    return execution(plan, Executors.context(), Callers.around(this, Time.SYSTEM)).run();
  }

  static Execution execution(Plan plan, RunContext context, Caller caller) {
    Scopes scopes = new Scopes(Executors.settings(), 1 << 20, Path.of("target"));
    return new Execution(plan, context, new CallRunner(caller, Time.SYSTEM), scopes, Time.SYSTEM);
  }
}
