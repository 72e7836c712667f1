package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.config.Notifications.Server.Tls;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmtpServerTest {

  private static final Letter LETTER =
      new Letter(
          "0199-run.1",
          "[FAILED] 1 of 2 endpoints failed: bücher",
          "plain text",
          "<p>html</p>",
          List.of(new Attachment("01_a_result.json", "{\"ä\":1}".getBytes(UTF_8))));

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final SteppedTime time = new SteppedTime(Runs.NOON);

  @BeforeEach
  void start() {
    mail.setUser("runner@example.com", "me", "abcdefghijklmnop");
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private int port() {
    return mail.getSmtp().getPort();
  }

  private static Notifications.Mail settings(int port, Tls tls, String password) {
    return settings(port, tls, Optional.of("me"), Optional.of(password), "ops@example.com");
  }

  private static Notifications.Mail settings(
      int port, Tls tls, Optional<String> user, Optional<String> password, String... to) {
    return new Notifications.Mail(
        new Notifications.Server("127.0.0.1", port, tls, user, password),
        "Runner <runner@example.com>",
        List.of(to),
        Notifications.Mail.On.ALWAYS);
  }

  private Delivery send(Notifications.Mail settings) throws InterruptedException {
    return send(settings, Optional.empty());
  }

  private Delivery send(Notifications.Mail settings, Optional<SSLSocketFactory> trust)
      throws InterruptedException {
    TimeLimit limit = TimeLimit.within(Duration.ofSeconds(20), Long.MAX_VALUE, time);
    return new SmtpServer(trust).send(LETTER, settings, limit);
  }

  @Test
  void aLetterArrivesWithItsPartsAndAttachments() throws Exception {
    Delivery delivery =
        send(
            settings(
                port(),
                Tls.OPTIONAL,
                Optional.empty(),
                Optional.empty(),
                "ops@example.com",
                "dev@example.com"));

    assertThat(delivery).isEqualTo(new Delivery.Sent("To ops@example.com, dev@example.com."));
    assertThat(mail.getReceivedMessages()).hasSize(2);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo(LETTER.subject());
    assertThat(message.getFrom()[0]).hasToString("Runner <runner@example.com>");
    assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(2);
    assertThat(message.getMessageID()).isEqualTo("<0199-run.1@example.com>");
    assertThat(message.getSentDate()).isEqualTo(Runs.NOON);
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    MimeMultipart texts = (MimeMultipart) parts.getBodyPart(0).getContent();
    assertThat(texts.getContentType()).startsWith("multipart/alternative");
    assertThat(texts.getBodyPart(0).getContent()).isEqualTo("plain text");
    assertThat(texts.getBodyPart(1).getContent()).isEqualTo("<p>html</p>");
    assertThat(texts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=utf-8");
    BodyPart attachment = parts.getBodyPart(1);
    assertThat(attachment.getFileName()).isEqualTo("01_a_result.json");
    assertThat(attachment.getContentType()).startsWith("application/json");
    assertThat(attachment.getInputStream().readAllBytes()).isEqualTo("{\"ä\":1}".getBytes(UTF_8));
  }

  @Test
  void startTlsProtectsThePasswordAndTheMail() throws Exception {
    try (TlsFront front = new TlsFront(true, port())) {
      assertThat(
              send(
                  settings(front.port(), Tls.STARTTLS, "abcdefghijklmnop"),
                  Optional.of(front.trust())))
          .isEqualTo(new Delivery.Sent("To ops@example.com."));
      assertThat(mail.getReceivedMessages()).hasSize(1);
    }
  }

  @Test
  void tlsFromTheFirstByteOn() throws Exception {
    try (TlsFront front = new TlsFront(false, port())) {
      assertThat(
              send(
                  settings(front.port(), Tls.IMPLICIT, "abcdefghijklmnop"),
                  Optional.of(front.trust())))
          .isEqualTo(new Delivery.Sent("To ops@example.com."));
      assertThat(mail.getReceivedMessages()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsNotTrustedGetsNothing() throws Exception {
    try (TlsFront front = new TlsFront(true, port())) {
      assertThat(send(settings(front.port(), Tls.STARTTLS, "abcdefghijklmnop")).message())
          .startsWith("No trusted connection to 127.0.0.1:" + front.port() + ": ");
      assertThat(mail.getReceivedMessages()).isEmpty();
    }
  }

  @Test
  void withoutStartTlsNothingIsSentWhereItIsWanted() throws Exception {
    Delivery delivery = send(settings(port(), Tls.STARTTLS, "abcdefghijklmnop"));

    assertThat(delivery)
        .isEqualTo(
            new Delivery.Failed(
                "127.0.0.1:"
                    + port()
                    + ": STARTTLS is required but host does not support STARTTLS"));
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aWrongPasswordIsNotTriedTwiceAndNotRepeated() throws Exception {
    Delivery delivery = send(settings(port(), Tls.OPTIONAL, "not-a-real-secret"));

    assertThat(delivery)
        .isEqualTo(
            new Delivery.Failed(
                "127.0.0.1:"
                    + port()
                    + " does not accept SMTP_USER and SMTP_PASSWORD; Gmail wants an app"
                    + " password."));
    assertThat(time.now()).isEqualTo(Runs.NOON);
  }

  @Test
  void whereNothingListensASecondAttemptIsMade() throws Exception {
    int port = port();
    mail.stop();

    assertThat(send(settings(port, Tls.OPTIONAL, "x")))
        .isEqualTo(
            new Delivery.Failed(
                "No connection to 127.0.0.1:"
                    + port
                    + ": nothing listens there, or a firewall refuses."));
    assertThat(time.now()).isEqualTo(Runs.NOON.plusSeconds(1));
  }

  @Test
  void aServerThatComesBackGetsTheMail() throws Exception {
    int port = port();
    mail.stop();
    GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    time.whileAsleep(back::start);
    try {
      assertThat(
              send(
                  settings(
                      port, Tls.OPTIONAL, Optional.empty(), Optional.empty(), "ops@example.com")))
          .isEqualTo(new Delivery.Sent("To ops@example.com."));
      assertThat(back.getReceivedMessages()).hasSize(1);
    } finally {
      back.stop();
    }
  }

  @Test
  void aServerThatIsTooBusyIsAskedTwice() throws Exception {
    try (RawServer moody =
        new RawServer(
            connection -> RawServer.write(connection, "421 too busy, come back later\r\n"))) {
      assertThat(send(settings(moody.port(), Tls.OPTIONAL, "x")).message())
          .startsWith("127.0.0.1:" + moody.port() + ": ");
      assertThat(moody.connections()).isEqualTo(2);
    }
  }

  @Test
  void whereNoTimeIsLeftThereIsOneAttempt() throws Exception {
    int port = port();
    mail.stop();
    TimeLimit limit = TimeLimit.within(Duration.ofSeconds(1), Long.MAX_VALUE, time);

    Delivery delivery =
        new SmtpServer(Optional.empty()).send(LETTER, settings(port, Tls.OPTIONAL, "x"), limit);

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    assertThat(time.now()).isEqualTo(Runs.NOON);
  }

  @Test
  void aServerThatHangsIsGivenUp() throws Exception {
    try (RawServer silent = new RawServer(connection -> connection.getInputStream().read())) {
      TimeLimit limit =
          new TimeLimit(Time.SYSTEM, Time.SYSTEM.nanos() + Duration.ofMillis(300).toNanos());

      assertThat(
              new SmtpServer(Optional.empty())
                  .send(LETTER, settings(silent.port(), Tls.OPTIONAL, "x"), limit))
          .isEqualTo(
              new Delivery.Failed("127.0.0.1:" + silent.port() + " did not answer in time."));
    }
  }

  @Test
  void aHostThatIsNotKnownIsNamed() throws Exception {
    Notifications.Mail settings =
        new Notifications.Mail(
            new Notifications.Server(
                "mail.invalid", 25, Tls.OPTIONAL, Optional.empty(), Optional.empty()),
            "runner@example.com",
            List.of("ops@example.com"),
            Notifications.Mail.On.ALWAYS);

    assertThat(send(settings))
        .isEqualTo(new Delivery.Failed("The host name mail.invalid could not be resolved."));
  }

  @Test
  void whoIsRefusedIsNamedAndTheOthersGetIt() throws Exception {
    try (RawServer picky = new RawServer(PickySmtp::refuseNobody)) {
      Delivery delivery =
          send(
              settings(
                  picky.port(),
                  Tls.OPTIONAL,
                  Optional.empty(),
                  Optional.empty(),
                  "ops@example.com",
                  "nobody@example.com"));

      assertThat(delivery)
          .isEqualTo(
              new Delivery.Failed(
                  "Sent to 1 of 2 receivers; the server refuses nobody@example.com."));
      assertThat(
              send(
                  settings(
                      picky.port(),
                      Tls.OPTIONAL,
                      Optional.empty(),
                      Optional.empty(),
                      "nobody@example.com",
                      "later@example.com")))
          .isEqualTo(
              new Delivery.Failed(
                  "Sent to 0 of 2 receivers; the server refuses nobody@example.com,"
                      + " later@example.com."));
    }
  }

  @Test
  void aSenderWithoutAnOrdinaryDomainIsNoReasonToAskForThisMachinesName() {
    assertThat(Envelope.domain("Runner <runner@example.com>")).isEqualTo("example.com");
    assertThat(Envelope.domain("runner@[192.0.2.1]")).isEqualTo("localhost");
  }
}
