package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import java.util.List;
import java.util.Optional;

/** Mails the report of a run where there is reason to. */
record MailChannel(Optional<Notifications.Mail> settings, PastRuns past, MailServer server)
    implements Channel {

  private static final String MISSING =
      "Mail is not configured: set EMAIL_TO, EMAIL_FROM and SMTP_HOST.";

  @Override
  public String name() {
    return "email_notification";
  }

  @Override
  public boolean concerns(RunStart start) {
    return settings.isPresent() || start.sendEmail();
  }

  @Override
  public Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit)
      throws InterruptedException {
    if (settings.isPresent()) {
      return Optional.of(ended(start, report, settings.orElseThrow(), limit));
    }
    return Optional.of(new Delivery.NotConfigured(MISSING));
  }

  private Delivery ended(RunStart start, Report report, Notifications.Mail mail, TimeLimit limit)
      throws InterruptedException {
    List<PastRun> earlier = past.before(report.run(), Digest.STRIP);
    Occasion occasion = Occasion.of(start, report, earlier);
    Optional<String> silence = start.sendEmail() ? Optional.empty() : occasion.silence(mail.on());
    if (silence.isPresent()) {
      return new Delivery.Skipped(silence.orElseThrow());
    }
    Digest digest = new Digest(report, earlier, occasion.recovered());
    return server.send(Letter.of(digest), mail, limit);
  }
}
