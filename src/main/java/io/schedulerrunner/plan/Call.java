package io.schedulerrunner.plan;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;

/**
 * One endpoint in its place in a plan.
 *
 * @param index 0-based position in the plan and in the report
 * @param payload what is sent: the endpoint's own, else the run's default
 */
public record Call(int index, Endpoint endpoint, Payload payload) {

  /** The endpoint's name. */
  public String name() {
    return endpoint.name();
  }
}
