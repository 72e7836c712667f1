package io.schedulerrunner.notify;

import io.schedulerrunner.execute.Run;
import java.util.List;

/**
 * A mail, whoever gets it. Immutable.
 *
 * @param id unique, for the header {@code Message-ID}
 * @param subject one line
 */
record Letter(String id, String subject, String text, String html, List<Attachment> attachments) {

  Letter {
    attachments = List.copyOf(attachments);
  }

  /** About a run. */
  static Letter of(Digest digest) {
    Run run = digest.report().run();
    Attachments attachments = Attachments.of(digest.report());
    return new Letter(
        run.id() + "." + run.endedAt().toEpochMilli(),
        digest.subject(),
        PlainText.of(digest, attachments.leftOut()),
        HtmlText.of(digest, attachments.leftOut()),
        attachments.files());
  }
}
