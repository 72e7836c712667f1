package io.schedulerrunner.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The environment variables of notifications. */
final class NotificationsReader {

  /** Google shows app passwords in four groups, and takes them without the blanks. */
  private static final String APP_PASSWORD = "[a-z]{4}( [a-z]{4}){3}";

  private static final int IMPLICIT_TLS = 465;
  private static final Set<String> SLACK = Set.of("hooks.slack.com", "hooks.slack-gov.com");
  private static final String GOOGLE_CHAT = "chat.googleapis.com";

  private final Variables variables;

  NotificationsReader(Variables variables) {
    this.variables = variables;
  }

  Notifications read() {
    return new Notifications(
        mail(), webhook(), url("HEARTBEAT_URL", "https://ping.example.com/my-id"));
  }

  private Optional<Notifications.Mail> mail() {
    Notifications.Server server = server();
    Notifications.Mail.On on =
        Notifications.Mail.On.valueOf(upper("EMAIL_ON", "change", "failure", "always"));
    String address = "an e-mail address";
    Optional<String> from =
        variables.matching("EMAIL_FROM", Urls::isAddress, address, "runner@example.com");
    Optional<String> to =
        variables.matching(
            "EMAIL_TO", Urls::areAddresses, address + " or several", "ops@example.com");
    if (to.isPresent()) {
      require("SMTP_HOST", "smtp.example.com");
      require("EMAIL_FROM", "runner@example.com");
    }
    return to.map(
        _ -> new Notifications.Mail(server, from.orElse(""), variables.list("EMAIL_TO"), on));
  }

  private void require(String name, String example) {
    if (variables.text(name).isEmpty()) {
      variables.problem(name, "must be set with EMAIL_TO.", name + "=" + example);
    }
  }

  private Notifications.Server server() {
    String host = variables.text("SMTP_HOST").orElse("");
    int port = variables.integer("SMTP_PORT", 587, 1, 65_535);
    String tls = upper("SMTP_TLS", "auto", "starttls", "implicit", "optional");
    return new Notifications.Server(
        host,
        port,
        tls.equals("AUTO") ? usual(host, port) : Notifications.Server.Tls.valueOf(tls),
        variables.text("SMTP_USER"),
        variables.text("SMTP_PASSWORD").map(NotificationsReader::password));
  }

  private static Notifications.Server.Tls usual(String host, int port) {
    if (port == IMPLICIT_TLS) {
      return Notifications.Server.Tls.IMPLICIT;
    }
    return Urls.isLoopback(host)
        ? Notifications.Server.Tls.OPTIONAL
        : Notifications.Server.Tls.STARTTLS;
  }

  static String password(String configured) {
    return configured.matches(APP_PASSWORD) ? configured.replace(" ", "") : configured;
  }

  private Optional<Notifications.Webhook> webhook() {
    Optional<String> secret = variables.text("WEBHOOK_SECRET");
    String format = upper("WEBHOOK_FORMAT", "auto", "json", "slack", "google_chat");
    return url("WEBHOOK_URL", "https://hooks.example.com/runs")
        .map(
            url ->
                new Notifications.Webhook(
                    url,
                    secret,
                    format.equals("AUTO")
                        ? understoodBy(url.getHost().toLowerCase(Locale.ROOT))
                        : Notifications.Webhook.Format.valueOf(format)));
  }

  private static Notifications.Webhook.Format understoodBy(String host) {
    if (SLACK.contains(host)) {
      return Notifications.Webhook.Format.SLACK;
    }
    return host.equals(GOOGLE_CHAT)
        ? Notifications.Webhook.Format.GOOGLE_CHAT
        : Notifications.Webhook.Format.JSON;
  }

  /** Only those that are valid; the others are noted. */
  private Optional<URI> url(String name, String example) {
    return variables
        .matching(name, Urls::isHttp, "an http or https URL", example)
        .filter(Urls::isHttp)
        .map(URI::create);
  }

  /**
   * A word as an enum spells it; one that is none of those was noted, and the first stands for it.
   */
  private String upper(String name, String standard, String... others) {
    String word = variables.choice(name, standard, others);
    boolean known = word.equals(standard) || List.of(others).contains(word);
    return (known ? word : standard).toUpperCase(Locale.ROOT);
  }

  /** What must never be shown of them: chat servers take whoever knows the URL for its owner. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    variables.text("SMTP_PASSWORD").ifPresent(it -> secrets.addAll(List.of(it, password(it))));
    for (String name : List.of("WEBHOOK_SECRET", "WEBHOOK_URL", "HEARTBEAT_URL")) {
      variables.text(name).ifPresent(secrets::add);
    }
    return secrets;
  }
}
