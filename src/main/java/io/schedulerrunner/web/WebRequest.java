package io.schedulerrunner.web;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.server.Request;

/** A request as actions see it. For the one thread that answers it. */
public final class WebRequest {

  private final Request request;
  private final BodyLimits limits;
  private final Map<String, String> parameters;

  WebRequest(Request request, BodyLimits limits) {
    this(request, limits, Map.of());
  }

  private WebRequest(Request request, BodyLimits limits, Map<String, String> parameters) {
    this.request = request;
    this.limits = limits;
    this.parameters = parameters;
  }

  WebRequest with(Map<String, String> pathParameters) {
    return new WebRequest(request, limits, pathParameters);
  }

  /** The method, in upper case as HTTP has it. */
  public String method() {
    return request.getMethod();
  }

  /** The path as it came, not decoded: {@code /%68ealth} is not {@code /health}. */
  public String path() {
    return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
  }

  /** The query string as it came, without the question mark. */
  public Optional<String> query() {
    return Optional.ofNullable(request.getHttpURI().getQuery());
  }

  /** The first header of that name, whatever its case; an empty one counts as absent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name)).filter(value -> !value.isEmpty());
  }

  /** What stands in the path in place of <code>{name}</code>, not decoded. */
  public String parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** The address at the other end of the connection; headers that name another can be forged. */
  String source() {
    return Request.getRemoteAddr(request);
  }

  /** {@link System#nanoTime()} when the request arrived. */
  public long arrivedNanos() {
    return request.getBeginNanoTime();
  }

  /**
   * How many bytes the body has; nothing where that was not announced. Without a length and a
   * transfer coding there is no body (RFC 9112, section 6.3).
   */
  OptionalLong length() {
    return header("Transfer-Encoding").isPresent()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, request.getLength()));
  }

  /**
   * Reads the body, whatever its content type.
   *
   * @throws Refusal with 413 past {@code MAX_REQUEST_BYTES}, 408 where it comes too slowly
   * @throws IOException where it does not arrive
   */
  public byte[] body() throws IOException {
    return limits.read(Request.asInputStream(request), request.getLength(), System.nanoTime());
  }
}
