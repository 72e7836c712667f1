package io.schedulerrunner.execute;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;

/**
 * Proves to the endpoint who calls. Stands outside of the caller that follows redirects, which
 * takes nothing of it to another origin.
 */
final class AuthenticatingCaller implements Caller {

  private static final String AUTHORIZATION = "Authorization";

  private final Caller delegate;
  private final Tokens tokens;
  private final Time time;
  private final boolean onCloudRun;

  /**
   * With where tokens come from.
   *
   * @param onCloudRun whether the tokens are those of a service account, which is more than a
   *     request's sender may have
   */
  AuthenticatingCaller(Caller delegate, Tokens tokens, Time time, boolean onCloudRun) {
    this.delegate = delegate;
    this.tokens = tokens;
    this.time = time;
    this.onCloudRun = onCloudRun;
  }

  @Override
  public Reply call(Exchange exchange) {
    Optional<Auth> auth = exchange.call().endpoint().auth();
    return auth.map(it -> call(exchange, it)).orElseGet(() -> delegate.call(exchange));
  }

  private Reply call(Exchange exchange, Auth auth) {
    return switch (auth) {
      case Auth.Oidc oidc -> identified(exchange, oidc);
      case Auth.OAuth oauth -> authorized(exchange, oauth);
      case Auth.Basic basic -> authorized(exchange, "Basic " + base64(basic));
      case Auth.Bearer bearer -> authorized(exchange, "Bearer " + bearer.token().value());
      case Auth.Hmac hmac -> signed(exchange, hmac);
    };
  }

  private Reply identified(Exchange exchange, Auth.Oidc oidc) {
    String origin;
    try {
      origin = origin(HttpURI.from(exchange.request().url()));
    } catch (IllegalArgumentException e) {
      return refused("There is no ID token for a URL that cannot be called.");
    }
    String audience = oidc.audience().map(Text::value).orElse(origin);
    if (isForeign(exchange) && !audience.equals(origin)) {
      return refused("An endpoint in a request gets ID tokens for its own origin only.");
    }
    return withToken(exchange, new TokenKind.Identity(audience));
  }

  private Reply authorized(Exchange exchange, Auth.OAuth oauth) {
    return isForeign(exchange)
        ? refused("An endpoint in a request gets no access tokens of this service.")
        : withToken(exchange, new TokenKind.Access(oauth.scopes()));
  }

  /** Whether a request's sender would get the service account's rights. */
  private boolean isForeign(Exchange exchange) {
    return onCloudRun && !exchange.scope().plan().trusted();
  }

  private Reply withToken(Exchange exchange, TokenKind kind) {
    Duration own = exchange.request().timeout();
    Duration left = exchange.scope().remaining(time);
    Duration patience =
        Collections.max(List.of(Duration.ZERO, own.compareTo(left) < 0 ? own : left));
    try {
      return switch (exchange.scope().workers().resting(() -> tokens.token(kind, patience))) {
        case TokenReply.Issued issued -> {
          exchange.scope().bodies().secrets().add(issued.token());
          yield authorized(exchange, "Bearer " + issued.token());
        }
        case TokenReply.Refused refused -> refused(refused.reason());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended.");
    }
  }

  private static Reply refused(String message) {
    return new Reply.Failed(ErrorType.AUTH, message);
  }

  private Reply signed(Exchange exchange, Auth.Hmac hmac) {
    byte[] body = exchange.request().body().map(RequestBody::bytes).orElseGet(() -> new byte[0]);
    RequestSignature signature =
        RequestSignature.of(hmac.secret().value(), time.now().getEpochSecond(), body);
    exchange.progress().signed(signature.hex());
    return delegate.call(with(exchange, hmac.header(), signature.header()));
  }

  private Reply authorized(Exchange exchange, String credentials) {
    return delegate.call(with(exchange, AUTHORIZATION, credentials));
  }

  /** In place of a header of that name, if there is one. */
  private static Exchange with(Exchange exchange, String name, String value) {
    Request request = exchange.request();
    List<Request.Header> headers = new ArrayList<>(request.headers());
    headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    headers.add(new Request.Header(name, value));
    return exchange.with(
        new Request(request.method(), request.url(), headers, request.body(), request.timeout()));
  }

  private static String base64(Auth.Basic basic) {
    String pair = basic.username().value() + ":" + basic.password().value();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Scheme, host, and the port where it is named (RFC 6454, section 6.2). */
  private static String origin(HttpURI url) {
    String port = url.getPort() > 0 ? ":" + url.getPort() : "";
    return (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT) + port;
  }
}
