package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.junit.jupiter.api.Test;

/** What the HTTP client throws, in words. */
class ClassifierTest {

  private static final HttpURI PLAIN = HttpURI.from("http://a.example/");
  private static final HttpURI SECURE = HttpURI.from("https://a.example/");
  private static final String CLOSED = "a.example:80 closed the connection without an answer.";

  record Case(Throwable cause, ErrorType type, String message) {}

  private static Throwable tls(Throwable cause) {
    return new SSLException("handshake", cause);
  }

  private static final List<Case> UNCONNECTED =
      List.of(
          new Case(
              new IOException(new UnknownHostException("a.example")),
              ErrorType.DNS,
              "The host name a.example could not be resolved."),
          new Case(new BlockedException("Not there."), ErrorType.BLOCKED, "Not there."),
          new Case(
              new SocketTimeoutException(),
              ErrorType.TIMEOUT,
              "The connection to a.example:80 timed out."),
          new Case(
              new IOException(new TimeoutException()),
              ErrorType.TIMEOUT,
              "The connection to a.example:80 timed out."),
          new Case(
              new ConnectException("refused"),
              ErrorType.CONNECT,
              "No connection to a.example:80: nothing listens there, or a firewall refuses."),
          new Case(
              new SocketException("Network is unreachable\nand more"),
              ErrorType.CONNECT,
              "No connection to a.example:80: Network is unreachable."),
          new Case(
              new IOException((String) null),
              ErrorType.CONNECT,
              "No connection to a.example:80: IOException."),
          new Case(new IOException(""), ErrorType.CONNECT, "No connection to a.example:80: ."));

  private static final List<Case> CONNECTED =
      List.of(
          new Case(new EOFException(), ErrorType.PROTOCOL, CLOSED),
          new Case(new ClosedChannelException(), ErrorType.PROTOCOL, CLOSED),
          new Case(new SocketException("Connection reset"), ErrorType.PROTOCOL, CLOSED),
          new Case(
              new ConnectException("late"),
              ErrorType.PROTOCOL,
              "What a.example:80 answered is not valid HTTP: late."),
          new Case(
              new IOException("Bad chunk"),
              ErrorType.PROTOCOL,
              "What a.example:80 answered is not valid HTTP: Bad chunk."));

  private static final List<Case> TLS =
      List.of(
          new Case(
              tls(new CertificateExpiredException("x")),
              ErrorType.TLS,
              "its certificate has expired."),
          new Case(
              tls(new CertificateNotYetValidException("x")),
              ErrorType.TLS,
              "its certificate is not valid yet."),
          new Case(
              tls(new CertPathBuilderException("x")),
              ErrorType.TLS,
              "its certificate is not signed by a trusted authority."),
          new Case(
              tls(new CertPathValidatorException("x")),
              ErrorType.TLS,
              "its certificate is not signed by a trusted authority."),
          new Case(
              tls(new CertificateException("x")),
              ErrorType.TLS,
              "its certificate is for another host name."),
          new Case(
              new SSLException("Unsupported or unrecognized SSL message"),
              ErrorType.TLS,
              "it does not speak TLS."),
          new Case(
              new SSLException("no cipher suites in common"),
              ErrorType.TLS,
              "no cipher suites in common."));

  private static Failure plain(boolean connected, Throwable cause) {
    return new Classifier(PLAIN, connected, connected, false, Optional.empty()).failure(cause);
  }

  @Test
  void withoutAConnection() {
    for (Case told : UNCONNECTED) {
      assertThat(plain(false, told.cause())).isEqualTo(new Failure(told.type(), told.message()));
    }
  }

  @Test
  void beforeAnAnswer() {
    for (Case told : CONNECTED) {
      assertThat(plain(true, told.cause())).isEqualTo(new Failure(told.type(), told.message()));
    }
  }

  @Test
  void withoutTrust() {
    for (Case told : TLS) {
      assertThat(new Classifier(SECURE, true, false, false, Optional.empty()).failure(told.cause()))
          .isEqualTo(
              new Failure(
                  told.type(), "No trusted connection to a.example:443: " + told.message()));
    }
  }

  @Test
  void aConnectionThatEndsBeforeTheRequestIsSentEndsInTheHandshake() {
    EOFException end = new EOFException();

    assertThat(new Classifier(SECURE, true, false, false, Optional.empty()).failure(end))
        .isEqualTo(
            new Failure(
                ErrorType.TLS, "a.example:443 closed the connection during the TLS handshake."));
    assertThat(new Classifier(SECURE, true, true, false, Optional.empty()).failure(end).type())
        .isEqualTo(ErrorType.PROTOCOL);
  }

  @Test
  void whetherNothingWasDoneWithARequest() {
    assertThat(Classifier.isRefused(new RetryableRequestException("gone"), true)).isTrue();
    assertThat(Classifier.isRefused(new IOException("refused_stream_error"), true)).isTrue();
    assertThat(Classifier.isRefused(new IOException("internal_error"), false)).isFalse();
    assertThat(Classifier.isRefused(new IllegalStateException("full"), false)).isTrue();
    assertThat(Classifier.isRefused(new IllegalStateException("full"), true)).isFalse();
    assertThat(Classifier.isRefused(new IOException(), false)).isFalse();
  }

  @Test
  void anAnswerThatBreaksOffSaysWhere() {
    ReceivedBody body = new ReceivedBody(10);
    body.add(ByteBuffer.wrap(new byte[3]));
    Optional<Answer> part = Optional.of(new Answer(200, HttpFields.EMPTY, body, false));
    Classifier classifier = new Classifier(PLAIN, true, true, false, part);

    assertThat(classifier.failure(new EOFException()).message())
        .isEqualTo("The answer broke off after 3 bytes of body: the connection was closed.");
    assertThat(classifier.failure(new IOException("Bad chunk")).message())
        .isEqualTo("The answer broke off after 3 bytes of body: Bad chunk.");
    assertThat(classifier.failure(new IOException(new ZipException())).message())
        .isEqualTo("The answer's body could not be decompressed.");
  }

  @Test
  void aChainOfCausesThatIsACircleEnds() {
    IOException outer = new IOException("outer");
    IOException inner = new IOException("inner", outer);
    outer.initCause(inner);

    assertThat(plain(false, outer).type()).isEqualTo(ErrorType.CONNECT);
  }
}
