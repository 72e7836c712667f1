package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** {@code X-API-Key} against the keys of {@code API_KEY}, of which there may be several. */
final class ApiKeys implements Authenticator {

  private static final String HEADER = "X-API-Key";

  private final List<byte[]> keys;

  ApiKeys(List<String> keys) {
    this.keys = keys.stream().map(key -> key.getBytes(UTF_8)).toList();
  }

  @Override
  public Verdict check(WebRequest request) {
    Optional<String> key = request.header(HEADER);
    if (key.isEmpty()) {
      return new Verdict.Missing();
    }
    return isKnown(key.get().getBytes(UTF_8))
        ? new Verdict.Granted()
        : new Verdict.Refused("The key in " + HEADER + " is not valid.");
  }

  @Override
  public String challenge() {
    return "ApiKey header=\"" + HEADER + "\"";
  }

  /**
   * Takes as long for a wrong key as for a right one: {@link MessageDigest#isEqual} depends on the
   * length of its first argument only, and every key is compared.
   */
  private boolean isKnown(byte[] presented) {
    boolean known = false;
    for (byte[] key : keys) {
      known |= MessageDigest.isEqual(presented, key);
    }
    return known;
  }
}
