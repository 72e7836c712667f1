package io.schedulerrunner.execute;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The rule for what the runner asks on its own behalf, of servers that its owner or Google names:
 * the metadata server has a link-local address. As an origin's tag it keeps their connections apart
 * from those of endpoints.
 */
enum OwnServers implements AddressRule {
  ALLOWED;

  @Override
  public Optional<String> refusal(InetAddress address) {
    return Optional.empty();
  }
}
