package io.schedulerrunner.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of runs, and how; get it by {@link #of}. Immutable.
 *
 * @param mail where {@code EMAIL_TO} is set
 * @param webhook where {@code WEBHOOK_URL} is set
 * @param heartbeat {@code HEARTBEAT_URL}
 */
public record Notifications(
    Optional<Mail> mail, Optional<Webhook> webhook, Optional<URI> heartbeat) {

  /**
   * Reports by mail.
   *
   * @param server that takes them
   * @param from {@code EMAIL_FROM}
   * @param to {@code EMAIL_TO}, split at commas
   * @param on {@code EMAIL_ON}
   */
  public record Mail(Server server, String from, List<String> to, On on) {
    public Mail {
      to = List.copyOf(to);
    }

    /** After which runs. */
    public enum On {
      /** Whose result differs from that of the last of their kind. */
      CHANGE,
      /** In which something failed. */
      FAILURE,
      /** All of them. */
      ALWAYS
    }
  }

  /**
   * A mail server.
   *
   * @param host {@code SMTP_HOST}
   * @param port {@code SMTP_PORT}
   * @param tls {@code SMTP_TLS}
   * @param user {@code SMTP_USER}
   * @param password {@code SMTP_PASSWORD}
   */
  public record Server(
      String host, int port, Tls tls, Optional<String> user, Optional<String> password) {

    /** How the connection is made safe. */
    public enum Tls {
      /** From the first byte on (RFC 8314): the default at port 465. */
      IMPLICIT,
      /** By STARTTLS (RFC 3207), and not at all where the server has none: the usual default. */
      STARTTLS,
      /** By STARTTLS where the server offers it: the default on loopback. */
      OPTIONAL
    }

    @Override
    public String toString() {
      return "Server[" + host + ":" + port + ", " + tls + "]";
    }
  }

  /**
   * Where reports are posted.
   *
   * @param url {@code WEBHOOK_URL}
   * @param secret {@code WEBHOOK_SECRET}, which signs them
   * @param format {@code WEBHOOK_FORMAT}, else what the URL's host understands
   */
  public record Webhook(URI url, Optional<String> secret, Format format) {

    /** What is posted. */
    public enum Format {
      /** The report. */
      JSON,
      /** A message for Slack's incoming webhooks. */
      SLACK,
      /** A message for Google Chat's incoming webhooks. */
      GOOGLE_CHAT
    }

    @Override
    public String toString() {
      return "Webhook[" + url.getHost() + ", " + format + "]";
    }
  }

  @Override
  public String toString() {
    return "Notifications[" + mail + ", " + webhook + "]";
  }

  /** What the environment of these settings, which was found valid, says of them. */
  public static Notifications of(Settings settings) {
    return new NotificationsReader(new Variables(settings.environment(), Reading.untrusted()))
        .read();
  }
}
