package io.schedulerrunner.web;

import static java.util.stream.Collectors.joining;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may come in: whoever one of the configured ways admits, or everybody where no credentials are
 * configured at all. Thread-safe.
 */
public final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final boolean open;
  private final List<Authenticator> ways;
  private final Throttle throttle;

  private Gate(boolean open, List<Authenticator> ways, Throttle throttle) {
    this.throttle = throttle;
    this.open = open;
    this.ways = List.copyOf(ways);
  }

  /**
   * With the API keys, and the other ways in.
   *
   * @param access the gate stays closed where this names a way that {@code others} lacks
   */
  public static Gate of(Settings.Access access, Authenticator... others) {
    return of(access, new Throttle(Time.SYSTEM), others);
  }

  static Gate of(Settings.Access access, Throttle throttle, Authenticator... others) {
    List<Authenticator> ways = new ArrayList<>();
    if (!access.apiKeys().isEmpty()) {
      ways.add(new ApiKeys(access.apiKeys()));
    }
    ways.addAll(List.of(others));
    return new Gate(access.isOpen(), ways, throttle);
  }

  /** Whether everybody may come in. */
  public boolean isOpen() {
    return open;
  }

  /** What to answer instead, where a request may not come in: 401 or 403. */
  Optional<Answer> refusal(WebRequest request) {
    if (open) {
      return CrossSite.refusal(request);
    }
    Optional<Answer> wrong = Optional.empty();
    for (Authenticator way : ways) {
      switch (way.check(request)) {
        case Verdict.Granted granted -> {
          return Optional.empty();
        }
        case Verdict.Missing missing -> {}
        case Verdict.Refused refused ->
            wrong = Optional.of(Answer.error(403, "forbidden", refused.message()));
      }
    }
    if (wrong.isPresent()) {
      LOG.warn("Wrong credentials came from {}", request.source());
      throttle.failed(request.source());
    }
    return wrong.or(() -> Optional.of(missing()));
  }

  private Answer missing() {
    Answer answer = Answer.error(401, "unauthorized", "This request needs credentials.");
    return answer.with(
        "WWW-Authenticate", ways.stream().map(Authenticator::challenge).collect(joining(", ")));
  }
}
