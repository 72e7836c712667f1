package io.schedulerrunner.notify;

/** What came of telling somebody. */
sealed interface Delivery {

  /** In a sentence. */
  String message();

  /** It was handed over. */
  record Sent(String message) implements Delivery {}

  /** It could not be handed over. */
  record Failed(String message) implements Delivery {}

  /** There was no reason to. */
  record Skipped(String message) implements Delivery {}

  /** It was asked for, and there is nowhere to send it. */
  record NotConfigured(String message) implements Delivery {}

  /** As the report writes it. */
  default String status() {
    return switch (this) {
      case Sent sent -> "sent";
      case Failed failed -> "failed";
      case Skipped skipped -> "skipped";
      case NotConfigured notConfigured -> "not_configured";
    };
  }
}
