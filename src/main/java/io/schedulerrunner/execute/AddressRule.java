package io.schedulerrunner.execute;

import java.net.InetAddress;
import java.util.Optional;

/** Says which addresses may be called. Immutable; equal rules share connections. */
interface AddressRule {

  /** Why an address may not be called; nothing where it may. */
  Optional<String> refusal(InetAddress address);
}
