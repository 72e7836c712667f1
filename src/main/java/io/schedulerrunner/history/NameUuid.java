package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDs of texts: RFC 9562, version 3, without a name space, as {@link UUID#nameUUIDFromBytes}
 * makes them, but one hash function for all. Not thread-safe.
 */
final class NameUuid {

  private final MessageDigest md5;

  NameUuid() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  /** The UUID of a text. */
  String of(String text) {
    byte[] hash = md5.digest(text.getBytes(UTF_8));
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x30);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    ByteBuffer bits = ByteBuffer.wrap(hash);
    return new UUID(bits.getLong(), bits.getLong()).toString();
  }
}
