package io.schedulerrunner.config;

import java.util.List;

/** Whether what {@code DISPATCH} says can be done with the other settings. */
record DispatchCheck(Variables variables) {

  private static final String TASKS = "cloud-tasks";
  private static final String QUEUE = "projects/[^/]+/locations/[^/]+/queues/[^/]+";

  private static final List<String> EMULATORS =
      List.of("FIRESTORE_EMULATOR_HOST", "CLOUD_TASKS_EMULATOR_HOST");

  void check() {
    String dispatch = variables.choice("DISPATCH", "local", "postgres", TASKS);
    boolean worker = variables.flag("WORKER", "on", "off");
    if (dispatch.equals("postgres")) {
      store("postgres", "a PostgreSQL database", "postgresql://runner:secret@db.example/history");
    } else if (worker) {
      variables.problem(
          "WORKER",
          "is on, but DISPATCH=" + dispatch + " leaves nothing to workers.",
          "DISPATCH=postgres");
    }
    checkQueue(dispatch.equals(TASKS));
    EMULATORS.forEach(this::checkEmulator);
  }

  private void checkEmulator(String name) {
    variables.matching(name, it -> it.matches("[^/ ]+:\\d{1,5}"), "HOST:PORT", "127.0.0.1:8080");
  }

  /** What is spread over instances is in a store that they share. */
  private void store(String scheme, String what, String example) {
    String url = variables.text("STORE_URL").orElse("");
    if (!url.startsWith(scheme)) {
      variables.problem(
          "DISPATCH",
          "is "
              + variables.text("DISPATCH").orElseThrow()
              + ", so that STORE_URL must name "
              + what
              + ".",
          "STORE_URL=" + example);
    }
  }

  private void checkQueue(boolean used) {
    needed(
        used,
        CloudTasks.QUEUE,
        QUEUE,
        "a queue's full name",
        "projects/my-project/locations/us-central1/queues/runner");
    needed(
        used,
        CloudTasks.URL,
        "https?://[^/]+/*",
        "this service's own URL",
        "https://runner.example");
    needed(
        used,
        CloudTasks.ACCOUNT,
        "[^@ ]+@[^@ ]+",
        "a service account",
        "runner-invoker@my-project.iam.gserviceaccount.com");
    if (used) {
      store("firestore:", "a Firestore database", "firestore://my-project/(default)");
      checkCallers();
    }
  }

  private void needed(boolean used, String name, String pattern, String what, String example) {
    String value = variables.matching(name, it -> it.matches(pattern), what, example).orElse("");
    if (used && value.isEmpty()) {
      variables.problem(name, "is needed with DISPATCH=cloud-tasks.", name + "=" + example);
    }
  }

  /** Only Cloud Tasks may bring work, and is known by its ID token. */
  private void checkCallers() {
    if (variables.text(CloudTasks.AUDIENCE).isEmpty()) {
      variables.problem(
          CloudTasks.AUDIENCE,
          "is needed with DISPATCH=cloud-tasks: tasks are known by their ID tokens.",
          "OIDC_AUDIENCE=https://runner.example");
    }
    List<String> accounts = variables.list("OIDC_SERVICE_ACCOUNTS");
    String account = variables.text(CloudTasks.ACCOUNT).orElse("");
    if (!accounts.contains(account)) {
      variables.problem(
          "OIDC_SERVICE_ACCOUNTS",
          "must name CLOUD_TASKS_SERVICE_ACCOUNT, which brings the tasks.",
          "OIDC_SERVICE_ACCOUNTS=runner-invoker@my-project.iam.gserviceaccount.com");
    }
  }
}
