package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be called, at the edges of each block. */
class AddressPolicyTest {

  private static final AddressPolicy FREE = new AddressPolicy(false);
  private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(true);

  @Test
  void policiesThatCloseTheSameAreEqual() {
    assertThat(FREE)
        .isEqualTo(new AddressPolicy(false))
        .hasSameHashCodeAs(new AddressPolicy(false))
        .isNotEqualTo(PUBLIC_ONLY)
        .doesNotHaveSameHashCodeAs(PUBLIC_ONLY)
        .isNotEqualTo("free");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "::ffff:169.254.169.254",
        "fe80::1",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fd00:ec2::254",
        "64:ff9b::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "224.0.0.1",
        "239.255.255.255",
        "ff02::1",
        "255.255.255.255",
        "64:ff9b::255.255.255.255",
      })
  void linkLocalAndMulticastAreNeverCalled(String address) {
    for (AddressPolicy policy : new AddressPolicy[] {FREE, PUBLIC_ONLY}) {
      assertThat(policy.refusal(InetAddress.ofLiteral(address)))
          .contains("it is link-local or multicast, which is never called");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "::ffff:127.0.0.1",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "240.0.0.1",
        "255.255.255.254",
        "::",
        "::1",
        "::10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:0a00:0001::",
        "2002:7f00:0001::1",
        "fc00::1",
        "fd00:ec2::253",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      })
  void privateOnesAreCalledByTheOwnerOnly(String address) {
    assertThat(FREE.refusal(InetAddress.ofLiteral(address))).isEmpty();
    assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(address)))
        .contains("it is private, which endpoints in a request may not reach");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "8.8.8.8",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::8.8.8.8",
        "64:ff9b::1:0:0",
        "2001:4860:4860::8888",
        "2002:0808:0808::1",
        "2003:a9fe:a9fe::1",
        "fbff::1",
        "fe00::1",
        "fec0::1",
      })
  void publicOnesAreCalled(String address) {
    assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "1.2.3.4/32, 1.2.3.4, true",
    "1.2.3.4/32, 1.2.3.5, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::, false",
    "::/0, 1.2.3.4, false",
    "::/0, ffff::, true",
  })
  void aBlockHoldsTheAddressesOfItsKindWithItsFirstBits(
      String block, String address, boolean held) {
    assertThat(AddressRange.of(block).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
  }
}
