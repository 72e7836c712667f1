package io.schedulerrunner.web;

import io.schedulerrunner.config.EndpointCheck;
import io.schedulerrunner.config.EndpointChecks;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.cron.ScheduleCheck;
import io.schedulerrunner.execute.TemplateCheck;
import io.schedulerrunner.plan.RunRequestReader;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.runner.Runner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes that every service has. */
public final class StandardRoutes {

  private static final int TASKS = 3;

  private StandardRoutes() {}

  /**
   * The standard routes and more, in the order in which {@code GET /} lists them.
   *
   * @param version as {@code GET /} tells it
   */
  public static List<Route> of(
      Settings settings, Runner runner, String version, Clock clock, List<Route> more) {
    List<Route> routes = new ArrayList<>();
    Index index = new Index(runner, version, clock, Collections.unmodifiableList(routes));
    Dashboard dashboard = new Dashboard();
    routes.add(
        Route.open("GET", "/", "The dashboard, for browsers.", dashboard::page)
            .when(AcceptHeader::prefersPage));
    routes.add(
        Route.guarded("GET", "/", "This documentation, and the state of the service.", index));
    routes.add(
        Route.open("GET", "/health", "Whether the service is up.", request -> health(clock)));
    routes.add(execute(settings, runner, clock));
    routes.addAll(tasks(clock));
    routes.add(Route.open("GET", "/docs", "This documentation, for browsers.", dashboard::docs));
    routes.add(
        Route.open("GET", "/dashboard/{file}", "The files of these pages.", dashboard::file));
    routes.add(
        Route.open(
            "GET", "/openapi.json", "The description of these routes.", new OpenApi(version)));
    routes.addAll(more);
    routes.replaceAll(new Admission(settings.listen(), Runtime.getRuntime().maxMemory())::around);
    return List.copyOf(routes);
  }

  private static Route execute(Settings settings, Runner runner, Clock clock) {
    EndpointCheck check = EndpointChecks.of(new ScheduleCheck(), TemplateCheck::problems);
    Execute execute =
        new Execute(runner, body -> RunRequestReader.read(body, settings, check), clock);
    return Route.guarded(
            "POST",
            "/execute",
            "Calls the endpoints and answers the report. The body is optional.",
            execute)
        .startingRun()
        .withFields(executeFields());
  }

  private static List<Route> tasks(Clock clock) {
    String summary = "An example endpoint, to try the service with.";
    List<Route> routes = new ArrayList<>();
    for (int number = 1; number <= TASKS; number++) {
      Task task = new Task(number, clock);
      routes.add(Route.guarded("GET", "/task" + number, summary, task));
      routes.add(Route.guarded("POST", "/task" + number, summary, task));
    }
    return routes;
  }

  private static Answer health(Clock clock) {
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("status", "ok");
          json.writeStringProperty("timestamp", IsoTime.format(clock.instant()));
        });
  }

  private static Map<String, String> executeFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("endpoints", "Endpoints for this run only; by default the configured ones.");
    fields.put("default_payload", "JSON for endpoints without a body; also called payload.");
    fields.put("parallel", "false: one after another, in order. Default true.");
    fields.put("max_workers", "Most endpoints in flight, 1 to 10000. Default MAX_WORKERS.");
    fields.put("tags", "Only endpoints with one of these tags.");
    fields.put("deadline", "Seconds within which the report comes. Default RUN_DEADLINE.");
    fields.put("dry_run", "true: the plan instead of a run. Default false.");
    fields.put("wait", "Seconds to wait for the report of a run that other instances carry out.");
    fields.put("send_email", "true: mail the report. Default false.");
    return fields;
  }
}
