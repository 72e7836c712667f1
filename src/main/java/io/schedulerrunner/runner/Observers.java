package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several observers as one, none of which can make a run fail. */
record Observers(List<RunObserver> all) implements RunObserver {

  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  Observers {
    all = List.copyOf(all);
  }

  /** They are told one after the other. */
  @Override
  public Duration timeNeeded() {
    return all.stream().map(RunObserver::timeNeeded).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public Watch begin(RunStart start) {
    List<Watch> watches = new ArrayList<>();
    for (RunObserver observer : all) {
      try {
        watches.add(observer.begin(start));
      } catch (RuntimeException e) {
        LOG.error("Run {} is not observed by {}", start.id(), observer.getClass().getName(), e);
      }
    }
    return new Watches(watches);
  }

  /** Observes a run that is carried out here, to its end or to the bug that breaks it off. */
  <T> T watching(RunStart start, Function<Watch, T> run) {
    Watch watch = begin(start);
    try {
      return run.apply(watch);
    } catch (RuntimeException | Error e) {
      watch.broken(e);
      throw e;
    }
  }

  private record Watches(List<Watch> all) implements Watch {

    @Override
    public void started(Call call) {
      all.forEach(watch -> watch.started(call));
    }

    @Override
    public void finished(Result result) {
      all.forEach(watch -> watch.finished(result));
    }

    @Override
    public List<Note> ended(Run run, boolean kept) {
      List<Note> notes = new ArrayList<>();
      for (Watch watch : all) {
        try {
          notes.addAll(watch.ended(run, kept));
        } catch (RuntimeException e) {
          LOG.error("{} did not see run {} to its end", watch.getClass().getName(), run.id(), e);
        }
      }
      return notes;
    }

    @Override
    public void broken(Throwable cause) {
      for (Watch watch : all) {
        try {
          watch.broken(cause);
        } catch (RuntimeException e) {
          LOG.error("{} did not see that a run was broken off", watch.getClass().getName(), e);
        }
      }
    }
  }
}
