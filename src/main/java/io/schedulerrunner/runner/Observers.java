package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  }
}
