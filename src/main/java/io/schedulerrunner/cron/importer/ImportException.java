package io.schedulerrunner.cron.importer;

import java.io.Serial;

/** Something that cannot be carried over, as a sentence. */
public final class ImportException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  ImportException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, as a sentence without its subject. */
  String reason() {
    return reason;
  }
}
