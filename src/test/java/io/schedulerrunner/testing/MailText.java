package io.schedulerrunner.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/** What stands in a mail. */
public final class MailText {

  private MailText() {}

  /** The headers, and every part as a reader of the mail sees it. */
  public static String of(Part part) throws IOException, MessagingException {
    StringBuilder text = new StringBuilder();
    part.getAllHeaders()
        .asIterator()
        .forEachRemaining(
            header -> text.append(header.getName()).append(header.getValue()).append('\n'));
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        text.append(of(parts.getBodyPart(i)));
      }
    } else {
      text.append(new String(part.getInputStream().readAllBytes(), UTF_8));
    }
    return text.toString();
  }
}
