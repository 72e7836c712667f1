package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

/** Addresses are looked up on threads of their own. */
class ResolverTest {

  private static List<InetSocketAddress> resolve(String host) {
    try (Resolver resolver = new Resolver()) {
      CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
      resolver.resolve(
          host,
          80,
          Map.of(),
          new Promise.Invocable.NonBlocking<>() {
            @Override
            public void succeeded(List<InetSocketAddress> result) {
              found.complete(result);
            }

            @Override
            public void failed(Throwable failure) {
              found.completeExceptionally(failure);
            }
          });
      return found.join();
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
  void aNameThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> resolve("no-such-host.invalid"))
        .hasRootCauseInstanceOf(UnknownHostException.class);
  }
}
