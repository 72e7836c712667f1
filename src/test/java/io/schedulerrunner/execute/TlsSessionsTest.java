package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** TLS handshakes cost the most of a short call: a session is taken up again where possible. */
final class TlsSessionsTest {

  /** Counts full handshakes: only they bring a certificate. */
  private static final class Counting extends SslContextFactory.Client {

    private final AtomicInteger checks;

    Counting(AtomicInteger checks) {
      this.checks = checks;
    }

    @Override
    protected TrustManager[] getTrustManagers(KeyStore store, Collection<? extends CRL> revoked)
        throws Exception {
      X509TrustManager real = (X509TrustManager) super.getTrustManagers(store, revoked)[0];
      return new TrustManager[] {
        (TrustManager)
            Proxy.newProxyInstance(
                X509TrustManager.class.getClassLoader(),
                new Class<?>[] {X509TrustManager.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("checkServerTrusted")) {
                    checks.incrementAndGet();
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                })
      };
    }
  }

  @Test
  void aSecondConnectionTakesUpTheSessionOfTheFirst() throws Exception {
    Certificates certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    AtomicInteger checks = new AtomicInteger();
    SslContextFactory.Client trust = new Counting(checks);
    trust.setTrustStore(certificates.authority());
    try (WebServer server =
            WebServer.secure(certificates.server(), WebServer.always(200, "text/plain", "ok"));
        JettyExecutor first = Executors.trusting(trust);
        JettyExecutor second = Executors.trusting(trust)) {
      Plan plan = Plans.parallel(Plans.get("one", server.url("/")));

      Result before = first.execute(plan, Executors.context()).results().getFirst();
      Result after = second.execute(plan, Executors.context()).results().getFirst();

      assertThat(before.attempts().getFirst().phases().tls()).isPresent();
      assertThat(after.attempts().getFirst().phases().tls()).isPresent();
      assertThat(checks).hasValue(1);
    }
  }
}
