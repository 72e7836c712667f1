package io.schedulerrunner.web;

import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.util.function.Function;

/** A service whose runs call nothing. */
abstract class Executing {

  final FakeExecutor executor = FakeExecutor.answering(call -> Sample.succeeded(200));

  Service reading(Function<byte[], RunRequest> reader) throws IOException {
    Execute execute = new Execute(Service.runner(executor), reader, Service.CLOCK);
    return Service.with(Route.guarded("POST", "/execute", "For tests.", execute));
  }
}
