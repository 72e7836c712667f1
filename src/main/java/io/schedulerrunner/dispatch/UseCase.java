package io.schedulerrunner.dispatch;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;

/** What those who work on batches need of whoever plans runs and tells of them. Thread-safe. */
public interface UseCase {

  /**
   * Reads a request as it was filed.
   *
   * @throws ConfigurationException where this version does not accept it
   */
  RunRequest read(String filed);

  /**
   * Makes the plan, with the endpoints that are configured here.
   *
   * @throws ConfigurationException where that cannot be done
   */
  Plan plan(RunRequest request);

  /** A run that several instances have carried out has ended, here. */
  void ended(RunStart start, Run run);
}
