package io.schedulerrunner.execute;

import java.net.InetAddress;

/**
 * A block of addresses (RFC 4632), such as {@code 10.0.0.0/8}.
 *
 * @param bits how many leading bits count
 */
record AddressRange(InetAddress first, int bits) {

  /** Reads the usual notation. */
  static AddressRange of(String notation) {
    int slash = notation.indexOf('/');
    return new AddressRange(
        InetAddress.ofLiteral(notation.substring(0, slash)),
        Integer.parseInt(notation.substring(slash + 1)));
  }

  /** Whether an address of the same kind lies in it. */
  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
