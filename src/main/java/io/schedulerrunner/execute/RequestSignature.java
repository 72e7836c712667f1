package io.schedulerrunner.execute;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature over time and body: HMAC-SHA256 (RFC 2104) of {@code t + "." + body}. The time keeps
 * a request that was overheard from being sent again for ever. Immutable.
 *
 * @param seconds since 1970
 * @param hex in lower case
 */
public record RequestSignature(long seconds, String hex) {

  /** Signs. */
  public static RequestSignature of(String secret, long seconds, byte[] body) {
    return of("HmacSHA256", secret, seconds, body);
  }

  /** Signs with one of the algorithms that the JDK knows. */
  static RequestSignature of(String algorithm, String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return new RequestSignature(seconds, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As it is sent. */
  public String header() {
    return "t=" + seconds + ",v1=" + hex;
  }
}
