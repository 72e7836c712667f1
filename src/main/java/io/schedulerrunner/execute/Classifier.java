package io.schedulerrunner.execute;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.RetryableRequestException;
import org.eclipse.jetty.http.HttpURI;

/**
 * Says what a failed exchange means, in a sentence that a person understands.
 *
 * @param connected whether there was a connection, without TLS
 * @param sent whether the request's head was written, which is after any TLS handshake
 * @param shared whether its connection was one of HTTP/2
 * @param answer what had been received
 */
record Classifier(
    HttpURI url, boolean connected, boolean sent, boolean shared, Optional<Answer> answer) {

  private static final int LONGEST_CHAIN = 20;

  /** How the HTTP client says what the codes of RST_STREAM frames mean (RFC 9113, section 7). */
  private static final Set<String> REFUSALS =
      Set.of("refused_stream_error", "http_1_1_required_error");

  /** What the HTTP client's failure means. */
  Failure failure(Throwable cause) {
    if (has(cause, UnknownHostException.class)) {
      return new Failure(
          ErrorType.DNS, "The host name " + url.getHost() + " could not be resolved.");
    }
    if (has(cause, BlockedException.class)) {
      return new Failure(ErrorType.BLOCKED, reason(cause));
    }
    if (has(cause, SSLException.class)) {
      return new Failure(ErrorType.TLS, "No trusted connection to " + peer() + ": " + tls(cause));
    }
    if (has(cause, SocketTimeoutException.class) || has(cause, TimeoutException.class)) {
      return new Failure(ErrorType.TIMEOUT, "The connection to " + peer() + " timed out.");
    }
    return connected ? cutOff(cause) : unconnected(cause);
  }

  private String peer() {
    return url.getHost() + ":" + Transfer.port(url);
  }

  private Failure cutOff(Throwable cause) {
    return Transfer.isSecure(url) && !sent
        ? new Failure(ErrorType.TLS, peer() + " closed the connection during the TLS handshake.")
        : broken(cause);
  }

  private Failure unconnected(Throwable cause) {
    if (has(cause, ConnectException.class)) {
      return new Failure(
          ErrorType.CONNECT,
          "No connection to " + peer() + ": nothing listens there, or a firewall refuses.");
    }
    return new Failure(
        ErrorType.CONNECT, "No connection to " + peer() + ": " + reason(cause) + ".");
  }

  private Failure broken(Throwable cause) {
    return new Failure(
        ErrorType.PROTOCOL,
        answer.map(part -> brokenBody(part, cause)).orElseGet(() -> brokenHead(cause)));
  }

  private String brokenBody(Answer part, Throwable cause) {
    if (has(cause, ZipException.class)) {
      return "The answer's body could not be decompressed.";
    }
    String why = isClosed(cause) ? "the connection was closed" : reason(cause);
    return "The answer broke off after " + part.body().total() + " bytes of body: " + why + ".";
  }

  private String brokenHead(Throwable cause) {
    if (isClosed(cause)) {
      return peer() + " closed the connection without an answer.";
    }
    return shared
        ? peer() + " gave the request up: " + reason(cause) + "."
        : "What " + peer() + " answered is not valid HTTP: " + reason(cause) + ".";
  }

  /** Whether the peer ended the connection. */
  static boolean isClosed(Throwable cause) {
    return has(cause, EOFException.class)
        || has(cause, ClosedChannelException.class)
        || (has(cause, SocketException.class) && !has(cause, ConnectException.class));
  }

  /**
   * Whether nothing was done with a request of HTTP/2: the peer says so with a GOAWAY or RST_STREAM
   * frame (RFC 9113, sections 6.8 and 8.7), or there was no place for it on its connection any
   * more.
   */
  static boolean isRefused(Throwable cause, boolean sent) {
    return has(cause, RetryableRequestException.class)
        || chain(cause)
            .flatMap(it -> Optional.ofNullable(it.getMessage()).stream())
            .anyMatch(REFUSALS::contains)
        || (!sent && has(cause, IllegalStateException.class));
  }

  private static String tls(Throwable cause) {
    if (has(cause, CertificateExpiredException.class)) {
      return "its certificate has expired.";
    }
    if (has(cause, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet.";
    }
    if (has(cause, CertPathBuilderException.class)
        || has(cause, CertPathValidatorException.class)) {
      return "its certificate is not signed by a trusted authority.";
    }
    if (has(cause, CertificateException.class)) {
      return "its certificate is for another host name.";
    }
    return reason(cause).contains("SSL message") ? "it does not speak TLS." : reason(cause) + ".";
  }

  /** What the innermost exception says, in one line. */
  private static String reason(Throwable cause) {
    Throwable root = chain(cause).reduce(cause, (outer, inner) -> inner);
    String message = Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    return message.lines().findFirst().orElse(message).strip();
  }

  private static boolean has(Throwable cause, Class<? extends Throwable> type) {
    return chain(cause).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).limit(LONGEST_CHAIN);
  }
}
