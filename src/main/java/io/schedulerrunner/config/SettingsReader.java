package io.schedulerrunner.config;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The table of environment variables: name, default, range. A new one is one line here. */
final class SettingsReader {

  private static final String GOOGLE = "https://accounts.google.com";
  private static final String METADATA = "metadata.google.internal";

  private final Map<String, String> environment;
  private final Variables variables;
  private final NotificationsReader notifications;
  private final BooleanSupplier terminal;
  private final boolean onCloudRun;
  private final boolean inImage;

  SettingsReader(Map<String, String> environment, Reading reading, BooleanSupplier terminal) {
    this.environment = environment;
    this.variables = new Variables(environment, reading);
    this.notifications = new NotificationsReader(variables);
    this.terminal = terminal;
    this.onCloudRun = variables.text("K_SERVICE").isPresent();
    this.inImage = variables.flag("RUNNER_IMAGE", "true", "false");
  }

  Settings read() {
    notifications.read();
    new DispatchCheck(variables).check();
    OtelCheck.of(variables);
    Settings.Access access = access();
    return new Settings(
        listen(access),
        access,
        calls(),
        store(),
        scheduler(),
        logs(),
        profile(),
        onCloudRun,
        environment);
  }

  private Settings.Listen listen(Settings.Access access) {
    return new Settings.Listen(
        host(access),
        variables.integer("PORT", 5000, 0, 65_535),
        variables.integer("MAX_REQUEST_BYTES", 8_388_608, 1, Integer.MAX_VALUE),
        variables.integer("MAX_RUNS", Settings.Listen.MAX_RUNS, 1, 100_000));
  }

  private Settings.Calls calls() {
    return new Settings.Calls(
        variables.seconds("REQUEST_TIMEOUT", 30),
        variables.integer("MAX_WORKERS", 10, 1, 10_000),
        variables.seconds("RUN_DEADLINE", 170),
        variables.integer("MAX_RESPONSE_BYTES", 65_536, 0, 1_073_741_824),
        variables
            .matching("GCE_METADATA_HOST", Urls::isHost, "HOST or HOST:PORT", METADATA)
            .orElse(METADATA),
        variables.flag("ALLOW_PRIVATE_ENDPOINTS", "true", "false"));
  }

  private Settings.Store store() {
    return new Settings.Store(
        StoreUrl.read(variables).orElseGet(() -> onCloudRun ? "memory:" : "sqlite:data/runs.db"),
        variables.seconds("LEASE_SECONDS", 30),
        variables.integer("HISTORY_DAYS", 30, 1, 36_500),
        variables.integer("HISTORY_RUNS", 10_000, 1, Integer.MAX_VALUE));
  }

  private Settings.Scheduler scheduler() {
    return new Settings.Scheduler(
        variables.flag("SCHEDULER", "on", "off"), variables.integer("TICK_MINUTES", 1, 1, 1_440));
  }

  private Settings.Logs logs() {
    return new Settings.Logs(
        format(),
        variables.choice("LOG_LEVEL", "info", "trace", "debug", "warn", "error", "off"),
        variables.text("GOOGLE_CLOUD_PROJECT"));
  }

  /** Every variable that is read. */
  Set<String> names() {
    return variables.asked();
  }

  /** Values that must never be shown, the password of the store included. */
  List<String> secrets(Settings.Access access) {
    Set<String> secrets = new LinkedHashSet<>(access.apiKeys());
    secrets.addAll(notifications.secrets());
    secrets.addAll(OtelCheck.secrets(variables));
    secrets.addAll(StoreUrl.secrets(variables.text("STORE_URL").orElse("")));
    return List.copyOf(secrets);
  }

  private String host(Settings.Access access) {
    boolean open = onCloudRun || inImage || !access.isOpen();
    Optional<String> host = variables.text("HOST");
    host.filter(it -> it.chars().anyMatch(c -> c <= ' ' || c == '/'))
        .ifPresent(
            it ->
                variables.problem(
                    "HOST",
                    "must be an address or a host name, but is \"" + it + "\".",
                    "HOST=0.0.0.0"));
    return host.orElseGet(() -> open ? "0.0.0.0" : "127.0.0.1");
  }

  private Settings.Access access() {
    List<String> keys = variables.list("API_KEY");
    for (String key : keys) {
      HeaderValues.problem(key)
          .ifPresent(it -> variables.problem("API_KEY", it + ".", "API_KEY=new-key,old-key"));
    }
    return new Settings.Access(keys, oidc());
  }

  private Optional<Settings.Oidc> oidc() {
    Optional<String> audience = variables.text("OIDC_AUDIENCE");
    List<String> accounts = variables.list("OIDC_SERVICE_ACCOUNTS");
    Optional<String> issuer =
        variables.matching(
            "OIDC_ISSUER", Urls::isIssuer, "an https URL, or http on loopback only", GOOGLE);
    if (audience.isEmpty()) {
      for (String name : List.of("OIDC_SERVICE_ACCOUNTS", "OIDC_ISSUER")) {
        if (variables.text(name).isPresent()) {
          variables.problem(
              name,
              "has no effect without OIDC_AUDIENCE.",
              "OIDC_AUDIENCE=https://runner.example.com");
        }
      }
    } else if (accounts.isEmpty() && issuer.orElse(GOOGLE).equals(GOOGLE)) {
      variables.problem(
          "OIDC_SERVICE_ACCOUNTS",
          "must be set with OIDC_AUDIENCE: every Google account can get a token for any audience.",
          "OIDC_SERVICE_ACCOUNTS=scheduler@my-project.iam.gserviceaccount.com");
    }
    return audience.flatMap(
        it -> Urls.parse(issuer.orElse(GOOGLE)).map(uri -> oidc(it, accounts, uri)));
  }

  private static Settings.Oidc oidc(String audience, List<String> accounts, URI issuer) {
    return new Settings.Oidc(audience, new LinkedHashSet<>(accounts), issuer);
  }

  private Settings.Logs.Format format() {
    boolean set = variables.text("LOG_FORMAT").isPresent();
    String format = variables.choice("LOG_FORMAT", "json", "text");
    boolean text = set ? format.equals("text") : !onCloudRun && terminal.getAsBoolean();
    return text ? Settings.Logs.Format.TEXT : Settings.Logs.Format.JSON;
  }

  private Settings.Profile profile() {
    String standard = inImage ? "cold" : "sustained";
    String other = inImage ? "sustained" : "cold";
    return variables.choice("RUNNER_PROFILE", standard, other).equals("cold")
        ? Settings.Profile.COLD
        : Settings.Profile.SUSTAINED;
  }
}
