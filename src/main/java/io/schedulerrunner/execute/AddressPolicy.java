package io.schedulerrunner.execute;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which addresses may be called. Asked about the very address that is connected to, after each name
 * resolution and for each redirect, so that a name that changes its address finds no gap. The
 * blocks are those of IANA's special-purpose address registries (RFC 6890).
 *
 * @param publicOnly whether loopback and private addresses are closed, too
 */
record AddressPolicy(boolean publicOnly) implements AddressRule {

  private static final List<AddressRange> NEVER =
      ranges(
          "169.254.0.0/16",
          "fe80::/10",
          "fd00:ec2::254/128",
          "224.0.0.0/4",
          "ff00::/8",
          "255.255.255.255/32");

  private static final List<AddressRange> PRIVATE =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "240.0.0.0/4",
          "::/128",
          "::1/128",
          "64:ff9b:1::/48",
          "fc00::/7");

  /** Blocks whose addresses lead to the IPv4 address in them, and where in them it stands. */
  private static final List<AddressRange> LAST_FOUR_BYTES = ranges("64:ff9b::/96", "::/96");

  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
  private static final int IPV4_BYTES = 4;

  /**
   * Every connection is looked up by it: its own, for the JVM would have to make that of records.
   */
  @Override
  public int hashCode() {
    return Boolean.hashCode(publicOnly);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressPolicy policy && policy.publicOnly == publicOnly;
  }

  private static List<AddressRange> ranges(String... notations) {
    return Stream.of(notations).map(AddressRange::of).toList();
  }

  @Override
  public Optional<String> refusal(InetAddress address) {
    return Stream.concat(Stream.of(address), inside(address).stream())
        .flatMap(meant -> refusalOf(meant).stream())
        .findFirst();
  }

  private Optional<String> refusalOf(InetAddress address) {
    if (isIn(NEVER, address)) {
      return Optional.of("it is link-local or multicast, which is never called");
    }
    return publicOnly && isIn(PRIVATE, address)
        ? Optional.of("it is private, which endpoints in a request may not reach")
        : Optional.empty();
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** The IPv4 address that an IPv6 address leads to, if any (RFC 6052, RFC 3056). */
  private static Optional<InetAddress> inside(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (isIn(LAST_FOUR_BYTES, address)) {
      return Optional.of(ipv4(bytes, bytes.length - IPV4_BYTES));
    }
    return SIX_TO_FOUR.contains(address) ? Optional.of(ipv4(bytes, 2)) : Optional.empty();
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    return InetAddress.ofLiteral(
        IntStream.range(from, from + IPV4_BYTES)
            .mapToObj(index -> Integer.toString(Byte.toUnsignedInt(bytes[index])))
            .collect(Collectors.joining(".")));
  }
}
