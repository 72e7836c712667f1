package io.schedulerrunner.notify;

/** A JSON document that comes with a mail. */
final class Attachment {

  private final String name;
  private final byte[] content;

  /** Takes over the bytes: they must not be changed afterwards. */
  Attachment(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** Of the file: letters, digits, {@code -}, {@code _} and {@code .}. */
  String name() {
    return name;
  }

  /** Not to be changed. */
  byte[] content() {
    return content;
  }
}
