package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

/** Addresses are looked up on threads of their own. */
class ResolverTest {

  private static List<InetSocketAddress> resolve(String host) {
    return resolve(host, false);
  }

  private static List<InetSocketAddress> resolve(String host, boolean publicOnly) {
    try (Resolver resolver = new Resolver()) {
      CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
      Origin origin = new Origin("http", host, 80, new AddressPolicy(publicOnly));
      Map<String, Object> context = new HashMap<>();
      context.put(Destination.CONTEXT_KEY, new HttpDestination(new HttpClient(), origin));
      resolver.resolve(
          host, 80, context, Promise.from(found::complete, found::completeExceptionally));
      List<InetSocketAddress> addresses = found.join();
      assertThat(ConnectTiming.of(context)).isPresent();
      return addresses;
    }
  }

  @Test
  void anAddressIsItsOwnAnswer() {
    assertThat(resolve("127.0.0.3"))
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.3"), 80));
    assertThat(resolve("[::1]"))
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("::1"), 80));
  }

  @Test
  void aNameIsLookedUp() {
    assertThat(resolve("localhost"))
        .isNotEmpty()
        .allMatch(found -> found.getAddress().isLoopbackAddress());
  }

  @Test
  void aLinkLocalAddressIsNeverFound() {
    assertThatThrownBy(() -> resolve("169.254.169.254"))
        .hasRootCauseInstanceOf(BlockedException.class)
        .hasRootCauseMessage(
            "169.254.169.254 is at 169.254.169.254 and is not called: it is link-local or"
                + " multicast, which is never called.");
  }

  @Test
  void aPrivateAddressIsNotFoundWhereOnlyPublicOnesMayBe() {
    assertThatThrownBy(() -> resolve("localhost", true))
        .hasRootCauseInstanceOf(BlockedException.class);
  }

  @Test
  void aNameThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> resolve("no-such-host.invalid"))
        .hasRootCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void whatWasFoundIsKeptForSomeSecondsOnly() {
    // The JVM's defaults: 30 s for addresses, 10 s for failures; -1 would be forever.
    assertThat(Security.getProperty("networkaddress.cache.ttl")).isNull();
    assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("10");
  }
}
