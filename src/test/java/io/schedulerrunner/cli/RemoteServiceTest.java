package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class RemoteServiceTest {

  @Test
  void whyNoAnswerCameIsSaidInWords() {
    assertThat(RemoteService.reason(new HttpTimeoutException("request timed out")))
        .isEqualTo("it took too long.");
    assertThat(RemoteService.reason(new ConnectException()))
        .isEqualTo("nothing listens there, or a firewall refuses.");
    assertThat(
            RemoteService.reason(
                new ConnectException().initCause(new UnresolvedAddressException())))
        .isEqualTo("its host name could not be resolved.");
    assertThat(RemoteService.reason(new SSLHandshakeException("No such certificate")))
        .isEqualTo("there is no trusted connection: No such certificate.");
    assertThat(RemoteService.reason(new IOException("reset")))
        .isEqualTo("java.io.IOException: reset.");
  }
}
