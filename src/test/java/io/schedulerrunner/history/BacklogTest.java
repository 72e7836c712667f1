package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What waits is counted right, whatever happens while it is written. */
final class BacklogTest {

  private final AtomicLong total = new AtomicLong();
  private final Backlog.Held held = new Backlog.Held(new Lease("1", 1, LEASE), 1);
  private final Backlog backlog = new Backlog(keyless("1", "a"), Optional.of(held), total);
  private final long empty = total.get();
  private final RecordedResult result = succeeded(0, "a");

  private Backlog.Entry next() {
    return backlog.next(NOW).orElseThrow();
  }

  @Test
  void aResultCountsUntilItIsWritten() {
    backlog.add(result);
    assertThat(total).hasValue(empty + result.weight());

    backlog.written(next(), held, NOW);

    assertThat(total).hasValue(empty);
  }

  @Test
  void aResultInPlaceOfAnotherCountsOnce() {
    backlog.add(result);
    backlog.add(succeeded(0, "a"));

    assertThat(total).hasValue(empty + result.weight());
  }

  @Test
  void whatIsReplacedWhileItIsWrittenCountsOnce() {
    backlog.add(result);
    Backlog.Entry entry = next();
    RecordedResult other = Examples.failed(0, "a");
    backlog.add(other);

    backlog.written(entry, held, NOW);

    assertThat(total).hasValue(empty + other.weight());
    assertThat(next().results()).containsExactly(other);
  }

  @Test
  void whatIsGivenUpWhileItIsWrittenCountsNoLonger() {
    backlog.add(result);
    Backlog.Entry entry = next();
    backlog.end(Optional.of(ending(result)));
    backlog.refuse();

    backlog.written(entry, held, NOW);

    assertThat(total).hasValue(0);
  }

  @Test
  void largeResultsAreWrittenFewAtATime() {
    RecordedResult large = Examples.with(result, Optional.empty(), 4 << 20);
    RecordedResult other = succeeded(1, "b");
    backlog.add(large);
    backlog.add(other);
    Backlog.Entry first = next();
    assertThat(first.results()).containsExactly(large);

    backlog.written(first, held, NOW);

    assertThat(next().results()).containsExactly(other);
  }

  @Test
  void aRunThatIsWrittenCountsNoLonger() {
    backlog.end(Optional.of(ending()));

    backlog.written(next(), held, NOW);

    assertThat(total).hasValue(0);
    assertThat(backlog.isOver()).isTrue();
  }
}
