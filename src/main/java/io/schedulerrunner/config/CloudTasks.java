package io.schedulerrunner.config;

import java.util.Map;

/**
 * How runs are spread by Cloud Tasks. Immutable.
 *
 * @param queue {@code CLOUD_TASKS_QUEUE}, as Google names it
 * @param url {@code SERVICE_URL}: where this service is, without a slash at the end
 * @param serviceAccount {@code CLOUD_TASKS_SERVICE_ACCOUNT}: as whom tasks come back
 * @param audience {@code OIDC_AUDIENCE}: for whom their ID tokens are
 */
public record CloudTasks(String queue, String url, String serviceAccount, String audience) {

  static final String QUEUE = "CLOUD_TASKS_QUEUE";
  static final String URL = "SERVICE_URL";
  static final String ACCOUNT = "CLOUD_TASKS_SERVICE_ACCOUNT";
  static final String AUDIENCE = "OIDC_AUDIENCE";

  static CloudTasks of(Map<String, String> environment) {
    return new CloudTasks(
        value(environment, QUEUE),
        value(environment, URL).replaceAll("/+$", ""),
        value(environment, ACCOUNT),
        value(environment, AUDIENCE));
  }

  private static String value(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
