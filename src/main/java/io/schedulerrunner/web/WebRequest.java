package io.schedulerrunner.web;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** A request as actions see it. For the one thread that answers it. */
public final class WebRequest {

  /** The longest array that every JVM can make. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final Request request;
  private final long maxBytes;
  private final Map<String, String> parameters;

  WebRequest(Request request, long maxBytes) {
    this(request, maxBytes, Map.of());
  }

  private WebRequest(Request request, long maxBytes, Map<String, String> parameters) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.parameters = parameters;
  }

  WebRequest with(Map<String, String> pathParameters) {
    return new WebRequest(request, maxBytes, pathParameters);
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

  /** {@link System#nanoTime()} when the request arrived. */
  public long arrivedNanos() {
    return request.getBeginNanoTime();
  }

  /**
   * Reads the body, whatever its content type.
   *
   * @throws Refusal with 413 past {@code MAX_REQUEST_BYTES}
   * @throws IOException where it does not arrive
   */
  public byte[] body() throws IOException {
    if (request.getLength() > maxBytes) {
      throw tooLarge();
    }
    int most = Math.toIntExact(Math.min(maxBytes, LONGEST_ARRAY - 1)) + 1;
    byte[] body = Request.asInputStream(request).readNBytes(most);
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return body;
  }

  private Refusal tooLarge() {
    return new Refusal(
        Answer.error(
            413,
            "payload_too_large",
            "The body is larger than " + maxBytes + " bytes (MAX_REQUEST_BYTES)."));
  }
}
