package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

/** An attempt has one timeout, however many redirects it follows. */
class RedirectTimeTest {

  private static final Duration WHOLE = Duration.ofMillis(800);
  private static final Reply.Answered REDIRECT =
      new Reply.Answered(
          Exchanges.answer(302, HttpFields.build().put(HttpHeader.LOCATION, "/next"), ""));
  private static final String LATE = "No complete answer within 0.8 s, redirects included.";

  private final PassingTime time = new PassingTime();
  private final List<Duration> timeouts = new ArrayList<>();

  /** Answers so many redirects, each after a while, then something else. */
  private Reply call(int redirects, Duration each, Reply last) {
    Caller endpoint =
        exchange -> {
          timeouts.add(exchange.request().timeout());
          time.pass(each);
          return timeouts.size() <= redirects ? REDIRECT : last;
        };
    return new RedirectingCaller(endpoint, time)
        .call(Exchanges.of(Plans.within(WHOLE, Plans.get("one", "http://a/"))));
  }

  @Test
  void eachRequestHasWhatTheOnesBeforeLeft() {
    Reply fine = new Reply.Answered(Exchanges.answer(200));

    assertThat(call(2, Duration.ofMillis(300), fine)).isSameAs(fine);
    assertThat(timeouts).containsExactly(WHOLE, Duration.ofMillis(500), Duration.ofMillis(200));
  }

  @Test
  void whereNothingIsLeftItHasTimedOut() {
    Reply reply = call(9, Duration.ofMillis(400), REDIRECT);

    assertThat(timeouts).hasSize(2);
    assertThat(((Reply.Failed) reply).failure()).isEqualTo(new Failure(ErrorType.TIMEOUT, LATE));
    assertThat(((Reply.Failed) reply).answer().orElseThrow().status()).isEqualTo(302);
  }

  @Test
  void theMessageNamesTheWholeTime() {
    Reply.Failed last = new Reply.Failed(ErrorType.TIMEOUT, "No answer within 0.5 s.");

    assertThat(((Reply.Failed) call(1, Duration.ofMillis(300), last)).failure().message())
        .isEqualTo(LATE);
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    Reply.Failed refused = new Reply.Failed(ErrorType.CONNECT, "No connection.");
    Reply.Failed late = new Reply.Failed(ErrorType.TIMEOUT, "No answer within 0.8 s.");

    assertThat(call(1, Duration.ofMillis(1), refused)).isSameAs(refused);
    timeouts.clear();
    assertThat(call(0, Duration.ofMillis(1), late)).isSameAs(late);
  }
}
