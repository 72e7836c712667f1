package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Notifications;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Puts a letter into the form in which it is sent (RFC 5322, RFC 2045). */
record Envelope(Session session, Notifications.Mail settings) {

  private static final String PLAIN_DOMAIN = "[A-Za-z0-9.-]+";

  /** A message with its id, for the library would ask for this machine's name. */
  private static final class Identified extends MimeMessage {

    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  /** The whole message. */
  MimeMessage around(Letter letter, Instant now) throws MessagingException {
    MimeMessage message = new Identified(session, letter.id() + "@" + domain(settings.from()));
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipients(
        Message.RecipientType.TO, InternetAddress.parse(String.join(",", settings.to()), true));
    message.setSubject(verbatim(letter.subject()), "UTF-8");
    message.setSentDate(Date.from(now));
    // RFC 3834: whoever is away need not say so.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart body = new MimeMultipart("mixed", texts(letter));
    for (Attachment attachment : letter.attachments()) {
      body.addBodyPart(part("application/json", attachment.content(), attachment.name()));
    }
    message.setContent(body);
    return message;
  }

  /** What looks like an encoded word (RFC 2047) would be decoded, line breaks included. */
  private static String verbatim(String text) {
    return text.replace("=?", "= ?");
  }

  private static BodyPart texts(Letter letter) throws MessagingException {
    // The last one is what a mail program shows if it can: RFC 2046, section 5.1.4.
    MimeMultipart both =
        new MimeMultipart(
            "alternative",
            part("text/plain; charset=utf-8", letter.text().getBytes(UTF_8), ""),
            part("text/html; charset=utf-8", letter.html().getBytes(UTF_8), ""));
    MimeBodyPart part = new MimeBodyPart();
    part.setContent(both);
    return part;
  }

  /** In base64, whatever it holds: no line is too long, and none is taken for something else. */
  private static BodyPart part(String type, byte[] content, String file) throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    headers.setHeader("Content-Transfer-Encoding", "base64");
    if (!file.isEmpty()) {
      headers.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }
    return new MimeBodyPart(headers, Base64.getMimeEncoder().encode(content));
  }

  /** Of an address, where it is one that every server takes. */
  static String domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).replace(">", "").strip();
    return domain.matches(PLAIN_DOMAIN) ? domain : "localhost";
  }
}
