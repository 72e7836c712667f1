package io.schedulerrunner.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code runner keygen}. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a new random key of 256 bits, for API_KEY.",
      "To replace a key without an interruption: API_KEY=new,old, change the callers, API_KEY=new."
    },
    footerHeading = "%nExamples:%n",
    footer = "  API_KEY=$(./runner keygen) ./runner serve")
final class KeygenCommand implements Callable<Integer> {

  private static final int BYTES = 32;

  private final Host host;

  KeygenCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    host.out().println(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    host.out().flush();
    return 0;
  }
}
