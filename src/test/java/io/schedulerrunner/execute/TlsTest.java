package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.security.GeneralSecurityException;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** Encrypted endpoints: only a certificate that is trusted, valid and for that host will do. */
class TlsTest {

  private static Result call(Certificates shown) throws GeneralSecurityException {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(shown.authority());
    return call(shown, trust);
  }

  private static Result call(Certificates shown, SslContextFactory.Client trust)
      throws GeneralSecurityException {
    try (WebServer server =
            WebServer.secure(shown.server(), WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor = Executors.trusting(trust)) {
      return executor
          .execute(Plans.parallel(Plans.get("one", server.url("/"))), Executors.context())
          .results()
          .getFirst();
    }
  }

  private static String tlsFailure(Result result) {
    Failure failure = Executors.failed(result).failure();
    assertThat(failure.type()).isEqualTo(ErrorType.TLS);
    String message = failure.message();
    return message.substring(message.indexOf(": ") + 2);
  }

  @Test
  void aTrustedCertificateIsAccepted() throws Exception {
    Certificates good = Certificates.signed("127.0.0.1", "-1d", 30);

    assertThat(Executors.response(call(good)).status()).isEqualTo(200);
  }

  @Test
  void anUnknownAuthorityIsNamed() throws Exception {
    Certificates shown = Certificates.signed("127.0.0.1", "-1d", 30);

    assertThat(tlsFailure(call(shown, new SslContextFactory.Client())))
        .isEqualTo("its certificate is not signed by a trusted authority.");
  }

  @Test
  void anExpiredCertificateIsNamed() throws Exception {
    Certificates expired = Certificates.signed("127.0.0.1", "-30d", 10);

    assertThat(tlsFailure(call(expired))).isEqualTo("its certificate has expired.");
  }

  @Test
  void aCertificateOfTheFutureIsNamed() throws Exception {
    Certificates future = Certificates.signed("127.0.0.1", "+5d", 10);

    assertThat(tlsFailure(call(future))).isEqualTo("its certificate is not valid yet.");
  }

  @Test
  void aCertificateOfAnotherHostIsNamed() throws Exception {
    Certificates elsewhere = Certificates.signed("127.0.0.2", "-1d", 30);

    assertThat(tlsFailure(call(elsewhere))).isEqualTo("its certificate is for another host name.");
  }
}
