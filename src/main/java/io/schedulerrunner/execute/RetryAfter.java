package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpHeader;

/** How long an endpoint asks to be left alone (RFC 9110, section 10.2.3). */
final class RetryAfter {

  private static final int LONGEST_NUMBER = 9;

  private RetryAfter() {}

  /**
   * What an answer asks for, in seconds or as a date; nothing where it asks for nothing readable.
   */
  static Optional<Duration> of(Answer answer, Instant now) {
    return answer.header(HttpHeader.RETRY_AFTER).flatMap(value -> parse(value.strip(), now));
  }

  private static Optional<Duration> parse(String value, Instant now) {
    return isNumber(value)
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : date(value).map(date -> Duration.between(now, date)).map(RetryAfter::atLeastZero);
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_NUMBER
        && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(HttpDateTime.parse(value).toInstant());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
