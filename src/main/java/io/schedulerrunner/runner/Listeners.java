package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import java.util.List;

/** Several listeners as one. */
record Listeners(List<RunListener> all) implements RunListener {

  static RunListener of(RunListener... all) {
    return new Listeners(List.of(all));
  }

  @Override
  public void started(Call call) {
    all.forEach(listener -> listener.started(call));
  }

  @Override
  public void finished(Result result) {
    all.forEach(listener -> listener.finished(result));
  }
}
