package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** How the HTTP client is set up. */
class JettyClientsTest {

  @Test
  void anEndpointsTimeoutMayBeUsedUpByConnecting() {
    try (JettyClients clients =
        new JettyClients("test", SslContextFactory.Client::new, new Resolver())) {
      assertThat(clients.forScheme("http").getConnectTimeout()).isEqualTo(30_000);
    }
  }
}
