package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;

/** Takes mails. Thread-safe; loads its library when it is first used. */
@FunctionalInterface
interface MailServer {

  /** Hands a letter over. */
  Delivery send(Letter letter, Notifications.Mail settings, TimeLimit limit)
      throws InterruptedException;
}
