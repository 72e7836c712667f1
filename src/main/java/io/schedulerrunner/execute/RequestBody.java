package io.schedulerrunner.execute;

/** Bytes to send and what they are. Immutable. */
final class RequestBody {

  private final String contentType;
  private final byte[] bytes;

  /** Takes over the bytes: they must not be changed afterwards. */
  RequestBody(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /** Sent where the endpoint's headers do not name another. */
  String contentType() {
    return contentType;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
