package io.schedulerrunner.execute;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;

/**
 * Follows redirects (RFC 9110, section 15.4) of GET and HEAD, at most five, and takes no
 * credentials to another origin. All requests together have the time of one attempt.
 */
final class RedirectingCaller implements Caller {

  private static final int MOST = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Whose redirects are followed. */
  static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** What a path has too many steps up. */
  private static final Pattern ABOVE_ROOT =
      Pattern.compile("^([^:/?#]+://[^/?#]*)(?:/\\.\\.)+(?=[/?#]|$)");

  private static final Set<String> SAFE_ELSEWHERE =
      Set.of("accept", "accept-language", "content-type", "user-agent", "idempotency-key");

  private final Caller delegate;
  private final Time time;

  RedirectingCaller(Caller delegate, Time time) {
    this.delegate = delegate;
    this.time = time;
  }

  @Override
  public Reply call(Exchange exchange) {
    Duration whole = exchange.request().timeout();
    long until = time.nanos() + whole.toNanos();
    Exchange next = exchange;
    for (int followed = 0; ; followed++) {
      Reply reply = delegate.call(next);
      Optional<Answer> redirect = redirect(next, reply);
      if (redirect.isEmpty()) {
        return followed == 0 ? reply : ofWhole(whole, reply);
      }
      Optional<URI> target = target(next.request(), redirect.get());
      if (target.isEmpty()) {
        return failed("Redirected to a place that is not an http(s) URL.", redirect.get());
      }
      if (followed == MOST) {
        return failed("Redirected more than " + MOST + " times.", redirect.get());
      }
      Duration left = Duration.ofNanos(until - time.nanos());
      if (!left.isPositive()) {
        return Reply.Failed.because(late(whole), redirect.get());
      }
      next = next.with(redirected(next.request(), target.get(), left));
    }
  }

  /** What the last request had left would puzzle whoever knows the endpoint's timeout. */
  private static Reply ofWhole(Duration whole, Reply reply) {
    return reply instanceof Reply.Failed failed && failed.failure().type() == ErrorType.TIMEOUT
        ? new Reply.Failed(late(whole), failed.answer())
        : reply;
  }

  private static Failure late(Duration whole) {
    return new Failure(
        ErrorType.TIMEOUT,
        "No complete answer within " + Wording.seconds(whole) + ", redirects included.");
  }

  private static Reply failed(String message, Answer answer) {
    return Reply.Failed.because(new Failure(ErrorType.REDIRECT, message), answer);
  }

  private static Optional<Answer> redirect(Exchange exchange, Reply reply) {
    return reply instanceof Reply.Answered answered
            && METHODS.contains(exchange.request().method())
            && REDIRECTS.contains(answered.answer().status())
            && answered.answer().header(HttpHeader.LOCATION).isPresent()
        ? Optional.of(answered.answer())
        : Optional.empty();
  }

  private static Optional<URI> target(Request request, Answer answer) {
    try {
      URI target =
          URI.create(resolved(request.url(), answer.header(HttpHeader.LOCATION).orElseThrow()));
      return isCallable(target) ? Optional.of(target) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** RFC 3986, section 5.2; {@link URI#resolve} is of its predecessor. */
  private static String resolved(String base, String reference) {
    String place = reference.replaceFirst("#.*", "").replace(" ", "%20");
    if (place.isEmpty()) {
      return base;
    }
    return place.startsWith("?")
        ? base.replaceFirst("[?#].*", "") + place
        : ABOVE_ROOT.matcher(URI.create(base).resolve(place).toString()).replaceFirst("$1");
  }

  private static boolean isCallable(URI target) {
    return CallableUrl.of(target.toString()).isPresent();
  }

  private static Request redirected(Request request, URI target, Duration timeout) {
    List<Request.Header> headers =
        origin(request.url()).equals(origin(target.toString()))
            ? request.headers()
            : request.headers().stream()
                .filter(header -> SAFE_ELSEWHERE.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    return new Request(request.method(), target.toString(), headers, request.body(), timeout);
  }

  private static String origin(String callable) {
    HttpURI url = CallableUrl.of(callable).orElseThrow();
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return url.getScheme() + "://" + host + ":" + Transfer.port(url);
  }
}
