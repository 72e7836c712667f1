package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.report.Report;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a service that watches for silence, in the manner of <a
 * href="https://healthchecks.io/docs/http_api/">healthchecks</a>: {@code URL/start}, then {@code
 * URL} or, where anything failed or a bug broke the run off, {@code URL/fail}, each with the run's
 * id as {@code rid}.
 */
record HeartbeatChannel(URI url, RetryingPosts posts, Time time) implements Channel {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String BROKEN = "Broken off by an internal error; the log says which";

  @Override
  public String name() {
    return "heartbeat_notification";
  }

  @Override
  public void begun(RunStart start) throws InterruptedException {
    int endpoints = start.plan().calls().size();
    String text = start.trigger().source() + ": " + Digest.counted(endpoints, "endpoint");
    send("/start", start, text, TimeLimit.within(LONGEST, start.tellByNanos(), time));
  }

  @Override
  public Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit)
      throws InterruptedException {
    String text = new Digest(report, java.util.List.of(), false).summary();
    return Optional.of(send(report.success() ? "" : "/fail", start, text, limit));
  }

  @Override
  public Optional<Delivery> broken(RunStart start, TimeLimit limit) throws InterruptedException {
    return Optional.of(send("/fail", start, BROKEN, limit));
  }

  private Delivery send(String suffix, RunStart start, String text, TimeLimit limit)
      throws InterruptedException {
    Map<String, String> headers = Map.of("Content-Type", "text/plain; charset=utf-8");
    return posts.send(signal(suffix, start.id()), () -> headers, text.getBytes(UTF_8), limit);
  }

  /** The URL with something more in its path and its query. */
  private URI signal(String suffix, String runId) {
    String path = url.getRawPath().replaceFirst("/$", "");
    String query = Optional.ofNullable(url.getRawQuery()).map(it -> it + "&").orElse("");
    return URI.create(
        url.getScheme()
            + "://"
            + url.getRawAuthority()
            + path
            + suffix
            + "?"
            + query
            + "rid="
            + runId);
  }
}
