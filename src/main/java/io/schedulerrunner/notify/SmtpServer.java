package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server that speaks SMTP (RFC 5321). Connecting is tried twice; what was sent once is not
 * sent again, for nobody wants a mail twice.
 *
 * @param trust in place of the machine's own
 */
record SmtpServer(Optional<SSLSocketFactory> trust) implements MailServer {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_REASON = 300;

  @Override
  public Delivery send(Letter letter, Notifications.Mail settings, TimeLimit limit)
      throws InterruptedException {
    Session session = Session.getInstance(properties(settings, limit));
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = new Envelope(session, settings).around(letter, limit.time().now());
      connect(transport, settings.server(), limit);
      transport.sendMessage(message, message.getAllRecipients());
      return new Delivery.Sent("To " + String.join(", ", settings.to()) + ".");
    } catch (SendFailedException e) {
      return new Delivery.Failed(refused(e, settings.to()));
    } catch (MessagingException e) {
      return new Delivery.Failed(reason(e, settings.server()));
    }
  }

  private Properties properties(Notifications.Mail settings, TimeLimit limit) {
    Notifications.Server server = settings.server();
    long patience = Math.max(1, limit.atMost(PATIENCE).toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.localhost", Envelope.domain(settings.from()));
    properties.put("mail.smtp.auth", Boolean.toString(server.user().isPresent()));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.connectiontimeout", Long.toString(patience));
    properties.put("mail.smtp.timeout", Long.toString(patience));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.putAll(tls(server.tls()));
    trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    return properties;
  }

  private static Map<String, String> tls(Notifications.Server.Tls wanted) {
    String startTls = "mail.smtp.starttls.enable";
    return switch (wanted) {
      case IMPLICIT -> Map.of("mail.smtp.ssl.enable", "true");
      case STARTTLS -> Map.of(startTls, "true", "mail.smtp.starttls.required", "true");
      case OPTIONAL -> Map.of(startTls, "true");
    };
  }

  private static void connect(Transport transport, Notifications.Server server, TimeLimit limit)
      throws MessagingException, InterruptedException {
    try {
      connect(transport, server);
    } catch (AuthenticationFailedException e) {
      throw e;
    } catch (MessagingException e) {
      if (limit.left().compareTo(PAUSE) <= 0) {
        throw e;
      }
      limit.time().sleep(PAUSE);
      connect(transport, server);
    }
  }

  private static void connect(Transport transport, Notifications.Server server)
      throws MessagingException {
    transport.connect(
        server.host(), server.port(), server.user().orElse(null), server.password().orElse(null));
  }

  /** The library says null where there are none. */
  private static String refused(SendFailedException failure, List<String> receivers) {
    long sent = Stream.ofNullable(failure.getValidSentAddresses()).flatMap(Stream::of).count();
    String refused =
        Stream.of(
                Stream.ofNullable(failure.getInvalidAddresses()),
                Stream.ofNullable(failure.getValidUnsentAddresses()))
            .flatMap(kind -> kind)
            .flatMap(Stream::of)
            .map(Address::toString)
            .collect(Collectors.joining(", "));
    return "Sent to "
        + sent
        + " of "
        + Digest.counted(receivers.size(), "receiver")
        + "; the server refuses "
        + refused
        + ".";
  }

  /** Without what the server says of credentials: it may repeat them. */
  private static String reason(MessagingException failure, Notifications.Server server) {
    String peer = server.host() + ":" + server.port();
    if (failure instanceof AuthenticationFailedException) {
      return peer + " does not accept SMTP_USER and SMTP_PASSWORD; Gmail wants an app password.";
    }
    if (has(failure, UnknownHostException.class)) {
      return "The host name " + server.host() + " could not be resolved.";
    }
    if (has(failure, SSLException.class)) {
      return "No trusted connection to " + peer + ": " + innermost(failure);
    }
    if (has(failure, SocketTimeoutException.class)) {
      return peer + " did not answer in time.";
    }
    if (has(failure, ConnectException.class)) {
      return "No connection to " + peer + ": nothing listens there, or a firewall refuses.";
    }
    return peer + ": " + innermost(failure);
  }

  private static String innermost(Throwable failure) {
    Throwable root = chain(failure).reduce(failure, (_, inner) -> inner);
    return Cut.of(
        Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName()).strip(),
        LONGEST_REASON);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return chain(failure).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
